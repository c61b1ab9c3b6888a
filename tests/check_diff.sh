# What changed, and graphs that are united, converted and patched.
. "$top_srcdir/tests/tap.sh"
. "$top_srcdir/tests/node.sh"

dev=$top_srcdir/tests/gold/dev
old=$dev/q14a.txt
new=$dev/q14b.txt
counts() { tail -n 1 "$scratch/out"; }

# The same
exits "a text and itself" 0 diff "$old" "$old"
[ ! -s "$scratch/out" ]
is "nothing is said" $?
{ echo && cat "$old"; } >"$scratch/q14a.txt"
exits "a leading blank line changes nothing" 0 diff "$old" "$scratch/q14a.txt"
sed 's/$/\r/' "$old" >"$scratch/crlf.txt"
exits "line ends change nothing" 0 diff "$old" "$scratch/crlf.txt"
for form in patch sparql; do
  exits "$form of a text and itself" 0 diff -f $form "$old" "$old"
  [ ! -s "$scratch/out" ]
  is "$form is empty" $?
done

# Two years
exits "two years of a declaration differ" 3 diff "$old" "$new"
cp "$scratch/out" "$scratch/years"
grep -A 1 '  opposes  针对发展中国家的单边强制措施$' "$scratch/years" | grep -q 'relation: opposes → condemned'
is "a stance hardened" $?
grep -q 'strength: – → 强烈' "$scratch/years"
is "the strength of a stance changed" $?
grep -q '^    - q14a.txt:16  6. 我们重申' "$scratch/years" && grep -q '^    + q14b.txt:16  6. 我们重申' "$scratch/years"
is "the sentences of both sides are shown" $?
sed -n '/^Silence/,/^$/p' "$scratch/years" | grep -q '毛里求斯对查戈斯群岛的主权要求'
is "what the newer text has no word about is shown" $?
! sed -n '/^Silence/,/^$/p' "$scratch/years" | grep -q '《*碳边境调节机制》*$'
is "what it has a word about is not" $?
grep -q '^The text changed' "$scratch/years"
is "the text changed" $?
run diff --align "$old" "$new"
grep -q '尽快解除对古巴的经济、商业和金融封锁  *$\|立即解除对古巴的经济、商业和金融封锁  \[alike: 0\.' "$scratch/out"
is "--align pairs what is worded otherwise, and shows how alike it is" $?
grep -q 'Dice.* 0.50 or more' "$scratch/out"
is "--align states the threshold" $?
! grep "$(printf '\033')" "$scratch/out" >/dev/null
is "no colours in a pipe" $?
exits "a threshold that is none" 2 diff --align=2 "$old" "$new"

# One stance in a long text
{
  echo '关于国际形势的联合声明' && echo '（2025年9月1日，天津）' && echo
  for topic in 保护主义 单边主义 霸权主义 恐怖主义 分裂主义 极端主义 强权政治 阵营对抗 外来干涉 种族歧视; do
    for place in 欧洲 亚洲 非洲 拉美 大洋洲 北极 南极 中亚 东亚 南亚; do echo "中方反对${place}的${topic}。"; done
  done
} >"$scratch/long.txt"
mkdir "$scratch/edited"
sed 's/中方反对非洲的恐怖主义/中方谴责非洲的恐怖主义/' "$scratch/long.txt" >"$scratch/edited/long.txt"
exits "one stance edited in a text of a hundred" 3 diff "$scratch/long.txt" "$scratch/edited/long.txt"
[ "$(counts)" = "$(counts | sed -n '/^[0-9]* claims unchanged, 1 hardened$/p')" ]
is "is one changed claim" $? "$(counts)"
[ "$(counts | cut -d ' ' -f 1)" -ge 90 ]
is "the others are unchanged" $? "$(counts)"
exits "and back" 3 diff "$scratch/edited/long.txt" "$scratch/long.txt"
counts | grep -q 'unchanged, 1 softened$'
is "is one softened claim" $? "$(counts)"

# JSON
run diff -f json "$old" "$new"
if [ -n "$PYTHON3" ]; then
  "$PYTHON3" -c '
import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
assert d["version"] == 1 and d["differs"] is True and d["text"] == "changed"
kinds = [c["kind"] for c in d["claims"]]
assert all(kinds.count(k) == n for k, n in d["counts"].items())
assert all(c["before"]["evidence"]["quote"] for c in d["claims"] if "before" in c)
assert all("before" in c and "after" in c and "relation" in c["fields"] for c in d["claims"] if c["kind"] == "hardened")
' "$scratch/out" 2>"$scratch/err"
  is "json is whole" $?
else
  skip "json is whole" "no python3"
fi

# GraphML, HTML, several versions
run diff -f graphml --align -o "$scratch/x.graphml" "$old" "$new"
run diff -o "$scratch/x.html" "$old" "$new"
if [ -n "$XMLLINT" ]; then
  "$XMLLINT" --noout "$scratch/x.graphml" 2>"$scratch/err"
  is "graphml is well-formed" $?
  loose=$("$XMLLINT" --xpath 'count(//*[local-name()="edge"][not(@source=//*[local-name()="node"]/@id) or not(@target=//*[local-name()="node"]/@id)])' "$scratch/x.graphml")
  [ "$loose" -eq 0 ]
  is "its edges end in its nodes" $? "$loose do not"
  twice=$("$XMLLINT" --xpath '//*[local-name()="node" or local-name()="edge"]/@id' "$scratch/x.graphml" | sort | uniq -d)
  [ -z "$twice" ]
  is "its ids are there once" $? "$twice"
  "$XMLLINT" --html --noout "$scratch/x.html" 2>"$scratch/err" && [ ! -s "$scratch/err" ]
  is "html is sound" $?
else
  skip "graphml and html are well-formed" "no xmllint (Debian: libxml2-utils)"
fi
! grep -Eq '(src|href)="(http|//)' "$scratch/x.html"
is "html needs nothing from elsewhere" $?
exits "three versions" 3 diff "$old" "$new" "$old"
sed -n 2p "$scratch/out" | grep -Eq '碳边境调节机制 +concerned about +opposes \(坚决\) +concerned about$'
is "what turned stands first" $? "$(sed -n 2p "$scratch/out")"
exits "three times the same" 0 diff -f json "$old" "$old" "$old"
exits "a patch of three" 2 diff -f patch "$old" "$new" "$old"

# Exact patches
mkdir "$scratch/a" "$scratch/b"
"$ENTENTE" build --provenance mention -f nt -o "$scratch/a/hostile.nt" "$top_srcdir/example/communique.txt"
cat >"$scratch/b/hostile.nt" <<'END'
<https://example.org/s> <https://example.org/p> "a backslash and u0041: \\u0041, \\\\U, a quote \", lines\r\n, a tab\t." .
<https://example.org/s> <https://example.org/p> "zh"@zh-hans .
<https://example.org/s> <https://example.org/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
<https://example.org/s> <https://example.org/p> "\\" .
<https://example.org/s> <https://example.org/p> "\u4E2D\U0001F600" .
<https://example.org/s/\u4E2D> <https://example.org/p> <https://example.org/o?x=1#y> .
END
for year in a b; do
  "$ENTENTE" build -f nt -o "$scratch/$year/years.nt" "$dev/q14$year.txt"
  "$ENTENTE" build -f nt -o "$scratch/$year/many.nt" "$dev"/p0*.txt "$dev/q14$year.txt"
done
with_rdflib=
for python in "$PYTHON3" python3 /usr/bin/python3; do
  [ -z "$with_rdflib" ] && [ -n "$python" ] && "$python" -c 'import rdflib' 2>/dev/null && with_rdflib=$python
done
NODE_PATH=$(node_modules) && export NODE_PATH || NODE_PATH=
for pair in years many hostile; do
  for way in ab ba; do
    from=$scratch/${way%?}/$pair.nt to=$scratch/${way#?}/$pair.nt
    exits "patch of $pair, $way" 3 diff -f patch "$from" "$to"
    { LC_ALL=C grep '^D ' "$scratch/out" | cut -c 3- && echo && LC_ALL=C grep '^A ' "$scratch/out" | cut -c 3-; } >"$scratch/rows"
    # rows are written as the lines of N-Triples are, but for the foreign ones
    if [ $pair != hostile ]; then
      sed -n '1,/^$/p' "$scratch/rows" | sed '/^$/d' | LC_ALL=C sort >"$scratch/deleted"
      sed '1,/^$/d' "$scratch/rows" >"$scratch/inserted"
      LC_ALL=C sort -u "$from" | LC_ALL=C comm -23 - "$scratch/deleted" | cat - "$scratch/inserted" | LC_ALL=C sort >"$scratch/made"
      LC_ALL=C sort -u "$to" | cmp -s - "$scratch/made"
      is "the patch of $pair, $way, makes the one of the other" $?
    fi
    run diff -f sparql -o "$scratch/x.ru" "$from" "$to"
    [ "$(awk '/DATA/ { n = 0 } /\.$/ { if (++n > most) most = n } END { print most }' "$scratch/x.ru")" -le 1000 ]
    is "the update of $pair, $way, goes in chunks" $?
    if [ -n "$with_rdflib" ]; then
      "$with_rdflib" "$top_srcdir/tests/tools/update.py" "$from" "$scratch/x.ru" "$to" 2>"$scratch/err"
      is "rdflib: the update of $pair, $way, makes the one of the other" $?
    else
      skip "rdflib: the update of $pair, $way" "no rdflib (Debian: python3-rdflib)"
    fi
    if [ -n "$NODE_PATH" ]; then
      node "$top_srcdir/tests/tools/update.js" "$from" "$scratch/x.ru" "$to" 2>"$scratch/err"
      is "Oxigraph: the update of $pair, $way, makes the one of the other" $?
    else
      skip "Oxigraph: the update of $pair, $way" "no node, or its packages cannot be had"
    fi
  done
done
run diff -f sparql --graph https://example.org/g "$old" "$new"
grep -q '^GRAPH <https://example.org/g> {$' "$scratch/out"
is "--graph" $?
"$ENTENTE" build -f nq -o "$scratch/a.nq" "$old" && "$ENTENTE" build -f nq -o "$scratch/b.nq" "$new"
exits "quads" 3 diff -f patch "$scratch/a.nq" "$scratch/b.nq"
grep -q '^A .* <https://w3id.org/entente/id/document/[^ ]*> \.$' "$scratch/out"
is "quads keep their graphs" $?
echo '_:a <https://example.org/p> _:b .' >"$scratch/blank.nt"
exits "blank nodes" 1 diff -f patch "$scratch/blank.nt" "$old"
says "no exact patch can be" 'blank.nt: blank nodes'

# Merge and convert
set -- "$dev"/p0*.txt "$dev"/q1*.txt "$top_srcdir/example/communique.txt"
"$ENTENTE" build -f nt -o "$scratch/whole.nt" "$@"
for format in nt ttl rdf nq; do
  mkdir "$scratch/$format"
  for text in "$@"; do
    "$ENTENTE" build -o "$scratch/$format/$(basename "$text" .txt).$format" "$text"
  done
  run merge -f nt "$scratch/$format"/*
  cmp -s "$scratch/whole.nt" "$scratch/out"
  is "merge of $format graphs is build of their texts" $?
  run convert -f $format "$scratch/whole.nt"
  cp "$scratch/out" "$scratch/again.$format"
  "$ENTENTE" build -f $format "$@" 2>"$scratch/err" | cmp -s - "$scratch/again.$format"
  is "convert to $format is build in $format" $?
done
run merge -f nt "$scratch/nt"/*0*.nt
cp "$scratch/out" "$scratch/half.nt"
run merge -f nt "$scratch/ttl"/*1*.ttl "$scratch/half.nt" "$scratch/nt"/*
cp "$scratch/out" "$scratch/one.nt"
run merge -f nt "$scratch/rdf"/* "$scratch/half.nt" "$scratch/ttl"/*
cmp -s "$scratch/whole.nt" "$scratch/one.nt" && cmp -s "$scratch/whole.nt" "$scratch/out"
is "merging again what is there, in any order, is the same" $?
for format in graphml gexf tsv; do
  run convert -f $format "$scratch/whole.nt"
  "$ENTENTE" build -f $format "$@" 2>"$scratch/err" | cmp -s - "$scratch/out"
  is "convert to $format loses nothing" $?
done
"$ENTENTE" convert -f nt --from ttl - <"$scratch/again.ttl" 2>"$scratch/err" | cmp -s - "$scratch/whole.nt"
is "convert from standard input" $?
echo '<https://example.org/s> <https://example.org/p> "x" .' >"$scratch/foreign.nt"
exits "a foreign graph" 1 convert "$scratch/foreign.nt"
says "it is none of ours" 'foreign.nt: 1 triples, but .*no graph of entente'
head -c 3000 "$scratch/whole.nt" >"$scratch/damaged.nt"
exits "a damaged graph" 1 convert "$scratch/damaged.nt"
says "the place is named" 'damaged.nt:[0-9]+:[0-9]+: '
exits "several graphs" 2 convert "$scratch/whole.nt" "$scratch/half.nt"
exits "a missing graph" 1 diff "$scratch/missing.nt" "$old"
[ ! -s "$scratch/out" ]
is "nothing is said of half a comparison" $?
sed 's/"Q[0-9]*"/"Q1"/; s|wikidata.org/entity/Q1065>|wikidata.org/entity/Q1>|' "$scratch/nt/q14a.nt" >"$scratch/other.nt"
run merge -f nt "$scratch/nt/q14a.nt" "$scratch/other.nt"
says "values that contradict each other are listed" 'other.nt: note: .*the Wikidata item "Q1" is kept, "Q1065" of a graph before is not'
finish
