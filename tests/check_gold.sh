# Scores of the graph against gold files, by the rules of shared ANNOTATION.md (tests/tools/score.py), against the
# floors of tests/gold/floors.tsv. Sets: every folder of tests/gold, the example, and the corpus beside the project
# (../shared or $ENT_SHARED) where it is there.
. "$top_srcdir/tests/tap.sh"

if [ -z "$PYTHON3" ]; then
  echo "1..0 # SKIP no python3 to score with"
  exit 0
fi
tools=$top_srcdir/tests/tools
tab=$(printf '\t')

# score SET GOLD-FILE...: the score table of these, as comments; and a case for each floor of the set.
score() {
  set=$1
  shift
  pairs=$scratch/$set.pairs
  : >"$pairs"
  for gold; do
    text=$(awk -F '\t' '$1 == "D" { print $4; exit }' "$gold")
    lines=$(awk -F '\t' '$1 == "D" { print $5; exit }' "$gold")
    for folder in "$(dirname "$gold")" "$(dirname "$gold")/../corpus"; do
      [ ! -e "$folder/$text" ] || break
    done
    input=$folder/$text name=$set-$(basename "$gold" .gold)
    if [ -n "$lines" ]; then # the gold is for these lines of the text
      input=$scratch/$name.txt
      sed -n "$(echo "$lines" | tr - ,)p" "$folder/$text" >"$input"
    fi
    if ! "$ENTENTE" build -f nt -o "$scratch/$name.nt" "$input" 2>"$scratch/err" ||
      ! "$PYTHON3" "$tools/nt2gold.py" "$scratch/$name.nt" >"$scratch/$name.gold" 2>>"$scratch/err"; then
      is "$set: a graph of $text" 1
      continue
    fi
    printf '%s\n%s\n' "$gold" "$scratch/$name.gold" >>"$pairs"
  done
  [ -s "$pairs" ] || return
  # file names of this tree have no spaces or quotes in them; the scratch folder's neither
  xargs "$PYTHON3" "$tools/score.py" <"$pairs" >"$scratch/$set.table" 2>"$scratch/err"
  is "$set: scored" $?
  echo "# $set ($(($(wc -l <"$pairs") / 2)) documents)"
  sed 's/^/#   /' "$scratch/$set.table"
  grep "^$set$tab" "$top_srcdir/tests/gold/floors.tsv" >"$scratch/floors"
  while IFS=$tab read -r _ measure floor; do
    reached=$(sed -n "s/^$measure  *P .*F1 \([0-9.]*\) .*/\1/p" "$scratch/$set.table")
    awk "BEGIN { exit !(${reached:-0} >= $floor) }"
    is "$set: F1 of $measure is at least $floor" $? "${reached:-0}"
  done <"$scratch/floors"
}

score example "$top_srcdir"/example/communique.gold
for folder in "$top_srcdir"/tests/gold/*/; do
  score "$(basename "$folder")" "$folder"*.gold
done
shared=${ENT_SHARED:-$top_srcdir/../shared}
if [ -d "$shared/gold" ] && [ -d "$shared/corpus" ]; then
  score corpus "$shared"/gold/*.gold
else
  skip "corpus: scored" "no gold beside the project in $shared"
fi
finish
