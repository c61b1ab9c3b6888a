#!/bin/sh
# Writes the rows of ../fold.tsv anew: what ICU's transliterator "Traditional-Simplified" makes of U+3400..U+9FFF. Needs
# uconv (Debian: icu-devtools) and python3. tests/test_fold.c compares the table with the ICU that it is linked with.
set -eu
table=$(dirname "$0")/../fold.tsv
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 -c '
import sys
sys.stdout.reconfigure(encoding="utf-8")
for point in range(0x3400, 0xA000):
    print(chr(point))' >"$scratch/from"
uconv -f UTF-8 -t UTF-8 -x Traditional-Simplified "$scratch/from" >"$scratch/to"
grep '^#' "$table" >"$scratch/table"
paste "$scratch/from" "$scratch/to" | awk -F'\t' '$1 != $2' >>"$scratch/table"
cp "$scratch/table" "$table"
