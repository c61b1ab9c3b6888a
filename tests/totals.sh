# usage: tests/totals.sh BUILD-FOLDER: the cases of the last "make check" there, in one line.
awk '
  /^:test-result: X?PASS/ { passed++ }
  /^:test-result: (FAIL|XPASS|ERROR)/ { failed++ }
  /^:test-result: SKIP/ { skipped++ }
  END { printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped }
' "$1"/tests/*.trs /dev/null 2>/dev/null
