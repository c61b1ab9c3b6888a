# What the shell tests share: cases in TAP, a folder for scratch files, the program under test in $ENTENTE.
# Sourced by each: . "$top_srcdir/tests/tap.sh"

set -u
export LC_ALL=C.UTF-8
cases=0
scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT
unset ENTENTE_DATA

# is NAME STATUS [REASON]: one case, passed if STATUS is 0. Says what the program printed if it is not.
is() {
  cases=$((cases + 1))
  if [ "$2" -eq 0 ]; then
    echo "ok $cases - $1"
  else
    echo "not ok $cases - $1"
    [ -z "${3-}" ] || echo "$3" | sed 's/^/#   /'
    [ ! -s "$scratch/err" ] || sed 's/^/#   stderr: /' "$scratch/err" | head -n 5
  fi
}

# todo NAME STATUS REASON: a case that is known to fail; that it passes is a failure, so that the mark is taken away.
todo() {
  cases=$((cases + 1))
  if [ "$2" -eq 0 ]; then echo "ok $cases - $1 # TODO $3"; else echo "not ok $cases - $1 # TODO $3"; fi
}

# skip NAME REASON
skip() {
  cases=$((cases + 1))
  echo "ok $cases - $1 # SKIP $2"
}

# run ARGUMENTS...: the program, its exit status in $status, its output in $scratch/out and $scratch/err.
run() {
  status=0
  "$ENTENTE" "$@" >"$scratch/out" 2>"$scratch/err" </dev/null || status=$?
}

# exits NAME STATUS ARGUMENTS...: one case for the exit status of a run.
exits() {
  name=$1 wanted=$2
  shift 2
  run "$@"
  [ "$status" -eq "$wanted" ]
  is "$name" $? "exit status $status, not $wanted"
}

# says NAME PATTERN: the last run's standard error has a line that matches the extended regular expression.
says() {
  grep -Eq "$2" "$scratch/err"
  is "$1" $? "no line like: $2"
}

finish() { echo "1..$cases"; }

# python_with MODULE: prints a python3 that has the module: configure's, else Debian's own; fails if there is none.
python_with() {
  for python in "$PYTHON3" /usr/bin/python3; do
    if [ -n "$python" ] && "$python" -c "import $1" 2>/dev/null; then
      echo "$python"
      return 0
    fi
  done
  return 1
}
