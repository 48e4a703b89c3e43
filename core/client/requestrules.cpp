#include "requestrules.h"
