# The command line: exit statuses, messages, the same bytes every time, bad inputs beside good ones.
. "$top_srcdir/tests/tap.sh"

example=$top_srcdir/example/communique.txt
first=$top_srcdir/tests/gold/dev/p01.txt
second=$top_srcdir/tests/gold/dev/p02.txt

# Help and usage
exits "--help" 0 --help
exits "--version" 0 --version
grep -Eq '^entente [0-9]+\.[0-9]+\.[0-9]+$' "$scratch/out"
is "--version is one line" $? "$(cat "$scratch/out")"
for command in $("$ENTENTE" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
  exits "$command --help" 0 "$command" --help
  exits "$command --version" 0 "$command" --version
  exits "$command with an unknown option" 2 "$command" --no-such-option
  says "$command names the unknown option and where help is" "^entente: unknown option --no-such-option \(see entente $command --help\)$"
  [ "$(wc -l <"$scratch/err")" -eq 1 ]
  is "$command says it in one line" $?
done
exits "no command" 2
exits "unknown command" 2 no-such-command
exits "no input" 2 build
exits "unknown letter" 2 build -Z "$example"
says "the letter is named" 'unknown option -Z'
exits "a value is missing" 2 build "$example" -o
says "the option is named" 'option -o needs a value'
exits "an option that takes no value" 2 build --repair=yes "$example"
exits "unknown format" 2 build -f no-such-format "$example"
exits "an ending that is no format" 2 build -o "$scratch/x.none" "$example"
for date in 2025-13 2025-02-29 25 2025-1-1 2025-01-01x; do
  exits "--date $date" 2 build --date $date "$example"
done
exits "--lang xx" 2 build --lang xx "$example"
exits "-j 0" 2 build -j 0 "$example"
exits "-j x" 2 build -j x "$example"
exits "--base no-iri" 2 build --base "no iri" "$example"
exits "--document for two inputs" 2 build --document x "$first" "$second"

# The same bytes
for format in ttl nt graphml tsv; do
  "$ENTENTE" build -f $format "$example" >"$scratch/a" 2>"$scratch/err"
  "$ENTENTE" build -f $format "$example" >"$scratch/b" 2>"$scratch/err"
  [ -s "$scratch/a" ] && cmp -s "$scratch/a" "$scratch/b"
  is "$format is the same twice" $?
done
mkdir "$scratch/folder" "$scratch/folder/below"
cp "$top_srcdir"/tests/gold/dev/p0*.txt "$scratch/folder"
cp "$top_srcdir"/tests/gold/dev/q0*.txt "$scratch/folder/below"
echo "no document" >"$scratch/folder/notes.log"
for jobs in 1 2 8; do
  run build -j $jobs --explain -f nt -o "$scratch/j$jobs.nt" "$scratch/folder" "$example"
  is "-j $jobs over a folder" "$status"
  cp "$scratch/err" "$scratch/j$jobs.err"
done
cmp -s "$scratch/j1.nt" "$scratch/j2.nt" && cmp -s "$scratch/j1.nt" "$scratch/j8.nt"
is "-j 1, -j 2 and -j 8 write the same" $?
cmp -s "$scratch/j1.err" "$scratch/j8.err"
is "-j 1 and -j 8 say the same" $?
"$ENTENTE" build -f nt - <"$example" >"$scratch/stdin.nt" 2>"$scratch/err"
is "standard input" $?
grep -q '#signed> ' "$scratch/stdin.nt"
is "standard input gives claims" $?

# Bad inputs do not stop the others
printf '' >"$scratch/empty.txt"
{ head -n 12 "$example" && printf '联合\377国。\n'; } >"$scratch/invalid.txt"
bad() { # NAME FILE PATTERN
  run build -f nt "$2" "$example"
  [ "$status" -eq 1 ]
  is "$1: exit status 1" $? "exit status $status"
  says "$1: says where and what" "$3"
  grep -q 'country/CHN> <[^>]*#signed> ' "$scratch/out"
  is "$1: the other input is processed" $?
}
bad "a missing file" "$scratch/missing.txt" '/missing\.txt: .*No such file'
bad "an empty file" "$scratch/empty.txt" '/empty\.txt(:[0-9]+:[0-9]+)?: .*(empty|no text)'
bad "invalid UTF-8" "$scratch/invalid.txt" '/invalid\.txt:13:3: '
mkdir "$scratch/void"
bad "a folder without documents" "$scratch/void" '/void: no document'
if [ "$(id -u)" -eq 0 ]; then
  skip "an unreadable file" "root reads everything"
else
  cp "$example" "$scratch/secret.txt" && chmod 000 "$scratch/secret.txt"
  bad "an unreadable file" "$scratch/secret.txt" '/secret\.txt: .*Permission denied'
fi
run build --repair -f nt "$scratch/invalid.txt"
is "--repair takes invalid UTF-8" "$status"
exits "only bad inputs" 1 build -o "$scratch/none.ttl" "$scratch/missing.txt"
[ ! -e "$scratch/none.ttl" ]
is "nothing is written then" $?

# Output
exits "a folder that is not there" 1 build -o "$scratch/nowhere/x.ttl" "$example"
says "it is named" 'nowhere/'
echo old >"$scratch/kept.ttl"
exits "a failed run" 1 build -o "$scratch/kept.ttl" "$scratch/missing.txt"
[ "$(cat "$scratch/kept.ttl")" = old ]
is "leaves the old result" $?
[ -z "$(find "$scratch" -maxdepth 1 -name '*.tmp*' -o -maxdepth 1 -name '.*.ttl*')" ]
is "no temporary file is left" $?
if [ -w /dev/full ]; then
  "$ENTENTE" build -f nt "$example" >/dev/full 2>"$scratch/err"
  [ $? -eq 1 ]
  is "a full disk is a failure" $?
  "$ENTENTE" --help >/dev/full 2>"$scratch/err"
  [ $? -eq 1 ]
  is "a full disk is a failure for --help" $?
else
  skip "a full disk" "no /dev/full"
fi
{ "$ENTENTE" build -f nt "$first" 2>"$scratch/err"; } | head -n 1 >/dev/null
[ ! -s "$scratch/err" ]
is "a reader that goes away is no cause for words" $?

# Options that change the result
run build -f nt --base https://example.org/kb/ "$example"
grep -q '^<https://example.org/kb/country/CHN> ' "$scratch/out"
is "--base" $?
run build -f nt --document my-id "$example"
grep -q '/document/my-id> ' "$scratch/out"
is "--document" $?
run build --explain -f nt -o "$scratch/explained.nt" "$example"
says "--explain tells which rule made what" 'communique\.txt:[0-9]+: .*\.tsv:[0-9]+'
[ ! -s "$scratch/out" ]
is "--explain leaves standard output alone" $?
run build -f nt --provenance none "$example"
! grep -q '#Claim>' "$scratch/out"
is "--provenance none has no claims" $?

# Data
exits "--data with no folder" 1 build --data "$scratch/no-data" "$example"
says "the folder is named" 'no-data: no such folder'
ENTENTE_DATA=$scratch/no-data "$ENTENTE" build -f nt "$example" >/dev/null 2>"$scratch/err"
[ $? -eq 1 ]
is "ENTENTE_DATA with no folder" $?
run build -f nt --data "$top_srcdir" "$example"
is "--data with the same data again" "$status"
cp "$scratch/out" "$scratch/again.nt"
run build -f nt "$example"
cmp -s "$scratch/out" "$scratch/again.nt"
is "finds the same" $?

# Rows of a later root replace those with the same key: other names, another kind; what they do not speak of stays.
mkdir -p "$scratch/own/ontology"
printf '# key\tiso2\tkind\tindependent\twikidata\ten\tzh\tzh_aliases\nEGY\tEG\t\tYes\t\tMisr\t密昔儿\t密昔儿国\n' \
  >"$scratch/own/ontology/countries.tsv"
printf '密昔儿和中国签署《合作条约》。\n埃及支持联合国。\n' >"$scratch/own.txt"
run build -f tsv-nodes --data "$scratch/own" "$scratch/own.txt"
is "--data with a row of its own" "$status"
grep -q "country/EGY" "$scratch/out" && grep -q "密昔儿" "$scratch/out"
is "a new name of a known country" $?
! grep -q "埃及" "$scratch/out"
is "replaces its old names" $?
grep -q "country/CHN" "$scratch/out"
is "and nothing else" $?

# entente mark
run mark "$example"
is "mark" "$status"
grep -q '\[埃及\](Country: 埃及)' "$scratch/out"
is "shows a mention in its place" $?
run mark --layout "$example"
is "mark --layout" "$status"
grep -q '^== .*communique\.txt article 2' "$scratch/out"
is "shows that the page holds two articles" $?
exits "mark of a missing file" 1 mark "$scratch/missing.txt"

# entente check
exits "the data are sound" 0 check
mkdir -p "$scratch/own/ontology"
printf '# Two organizations.\n# key\tkind\nB\tigo\nA\tigo\nA\tigo\n' >"$scratch/own/ontology/organizations.tsv"
exits "unsorted data are not" 1 check "$scratch/own"
says "the row out of order is named" 'own/ontology/organizations\.tsv:4:1: A is out of order'
says "the second of two is named" 'own/ontology/organizations\.tsv:5:1: A stands here a second time'
exits "check with two folders" 2 check "$scratch/own" "$scratch/own"

finish
