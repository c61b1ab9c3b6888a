#include "entente.h"

#ifdef HAVE_CONFIG_H
#include <config.h>
#endif
#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "0"
#endif

const char *ent_version(void) {
  return PACKAGE_VERSION;
}
