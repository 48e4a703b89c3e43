#include "endpoints.h"
