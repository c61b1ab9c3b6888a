#!/bin/sh
# Installs the Debian packages that the build needs and this machine lacks; where that is not allowed, prints the line
# to type and fails.
#
# usage: build-aux/packages.sh [--tests]     --tests: also what only the tests use, as far as it can be had
set -u

have() { command -v "$1" >/dev/null 2>&1; }
compiles() { echo '#include <stdio.h>' | "$1" -E - >/dev/null 2>&1; }
library() { have pkg-config && pkg-config --exists "$1"; }

# What is really there counts, not what dpkg knows: a library of one's own under /usr/local is as good.
missing=
need() { missing="$missing $*"; }
compiles cc || compiles gcc || compiles clang || need gcc libc6-dev
have autoconf || need autoconf
have automake || need automake
have libtoolize || need libtool
have pkg-config || need pkg-config
library icu-i18n || need libicu-dev
library libxml-2.0 || need libxml2-dev
library raptor2 || need libraptor2-dev
library nettle || need nettle-dev

extra=
if [ "${1-}" = --tests ]; then
  library cmocka || extra="$extra libcmocka-dev"
  have python3 || extra="$extra python3"
  have rapper || extra="$extra raptor2-utils"
  have_module() { "$1" -c "import $2" 2>/dev/null; }
  for module in rdflib networkx igraph; do
    have_module python3 $module || have_module /usr/bin/python3 $module || extra="$extra python3-$module"
  done
  have xmllint || extra="$extra libxml2-utils"
fi

[ -n "$missing$extra" ] || exit 0

as_root=
if [ "$(id -u)" != 0 ]; then
  if have sudo && sudo -n true 2>/dev/null; then as_root="sudo -n"; else as_root=no; fi
fi

install_packages() {
  have apt-get && [ "$as_root" != no ] || return 1
  echo "installing: $*"
  # the lists may be absent (a fresh container) or old (a file is gone): fetched when the first try fails
  for try in first second; do
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" </dev/null && return 0
    [ $try = first ] && $as_root apt-get update -q </dev/null
  done
  return 1
}

# shellcheck disable=SC2086 # the lists are words
if [ -n "$missing" ] && ! install_packages $missing; then
  echo "These packages are missing and could not be installed from here. Type this, then make again:" >&2
  echo "  sudo apt-get install$missing$extra" >&2
  exit 1
fi
# shellcheck disable=SC2086
if [ -n "$extra" ] && ! install_packages $extra; then
  echo "Some tests will be skipped. To have them all: sudo apt-get install$extra" >&2
fi
exit 0
