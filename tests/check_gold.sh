# Scores of the graph against gold files: entente eval prints them and holds the floors of tests/gold/floors.tsv; and
# they are the figures that score.py, the definition of the scores, gives for the N-Triples, read as an outsider would
# (nt2gold.py). Sets: every folder of tests/gold, the example, and the corpus beside the project (../shared or
# $ENT_SHARED) where it is there.
. "$top_srcdir/tests/tap.sh"

tools=$top_srcdir/tests/tools

# compare SET TEXTS GOLD-FILE...: score.py's table of these is the one in $scratch/SET.table.
compare() {
  set=$1 texts=$2
  shift 2
  if [ -z "$PYTHON3" ]; then
    skip "$set: score.py says the same" "no python3"
    return
  fi
  pairs=$scratch/$set.pairs
  : >"$pairs"
  for gold; do
    text=$(awk -F '\t' '$1 == "D" { print $4; exit }' "$gold")
    lines=$(awk -F '\t' '$1 == "D" { print $5; exit }' "$gold")
    input=$(dirname "$gold")/$text name=$set-$(basename "$gold" .gold)
    [ -e "$input" ] || input=$texts/$text
    if [ -n "$lines" ]; then # the gold is for these lines of the text
      sed -n "$(echo "$lines" | tr - ,)p" "$input" >"$scratch/$name.txt"
      input=$scratch/$name.txt
    fi
    if ! "$ENTENTE" build -f nt -o "$scratch/$name.nt" "$input" 2>"$scratch/err" ||
      ! "$PYTHON3" "$tools/nt2gold.py" "$scratch/$name.nt" >"$scratch/$name.gold" 2>>"$scratch/err"; then
      is "$set: a graph of $text" 1
      continue
    fi
    printf '%s\n%s\n' "$gold" "$scratch/$name.gold" >>"$pairs"
  done
  # file names of this tree have no spaces or quotes in them; the scratch folder's neither
  xargs "$PYTHON3" "$tools/score.py" <"$pairs" >"$scratch/$set.python" 2>"$scratch/err"
  reason=$(diff "$scratch/$set.table" "$scratch/$set.python")
  is "$set: score.py says the same" $? "$reason"
}

# score SET TEXTS GOLD-FILE...: the score table of these, as comments.
score() {
  set=$1 texts=$2
  shift 2
  run eval --floors "$top_srcdir/tests/gold/floors.tsv" --set "$set" --texts "$texts" -o "$scratch/$set.table" "$@"
  is "$set: no score is below its floor" "$status"
  [ -s "$scratch/$set.table" ] || return
  echo "# $set ($# documents)"
  sed 's/^/#   /' "$scratch/$set.table"
  compare "$set" "$texts" "$@"
}

score example . "$top_srcdir"/example/communique.gold
for folder in "$top_srcdir"/tests/gold/*/; do
  score "$(basename "$folder")" . "$folder"*.gold
done
shared=${ENT_SHARED:-$top_srcdir/../shared}
if [ -d "$shared/gold" ] && [ -d "$shared/corpus" ]; then
  score corpus "$shared/corpus" "$shared"/gold/*.gold
else
  skip "corpus: scored" "no gold beside the project in $shared"
fi
finish
