#include "mutations.h"
