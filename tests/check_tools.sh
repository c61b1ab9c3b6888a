# The tools around the graph: mark as HTML and for brat, eval, the examples that check runs, --expand-groups.
. "$top_srcdir/tests/tap.sh"

example=$top_srcdir/example/communique.txt
dev=$top_srcdir/tests/gold/dev

# entente mark -f html
exits "mark -f html" 0 mark -f html -o "$scratch/page.html" "$example" "$dev/p01.txt"
exits "mark, by the ending" 0 mark -o "$scratch/same.html" "$example" "$dev/p01.txt"
cmp -s "$scratch/page.html" "$scratch/same.html"
is "is the same page" $?
! grep -Eq '<(script|link|img|iframe|object|embed)|url\(|@import|src=' "$scratch/page.html"
is "loads nothing from elsewhere" $?
[ "$(grep -c '<article lang="zh">' "$scratch/page.html")" -eq 3 ]
is "has a part for each document" $?
grep -q '<mark class="country" title="Country: 埃及&#10;https://w3id.org/entente/id/country/EGY&#10;Wikidata Q79&#10;found by countries.tsv:[0-9]*">埃及</mark>' "$scratch/page.html"
is "a mention has its type, IRI and rule under the pointer" $?
for type in country organization group person place treaty event initiative date issue; do
  grep -q "<label for=\"t-$type\" class=\"$type\">" "$scratch/page.html" || echo "$type"
done >"$scratch/missing"
[ ! -s "$scratch/missing" ]
is "the legend has all types" $? "$(cat "$scratch/missing")"
"$ENTENTE" build -f graphml "$example" 2>/dev/null | sed -n 's/.*<data key="n_kind">Treaty<.*<data key="n_color">\(#[0-9a-f]*\)<.*/\1/p' | sort -u >"$scratch/color"
if [ -s "$scratch/color" ]; then
  grep -q "article .treaty{background:$(cat "$scratch/color")" "$scratch/page.html"
  is "colours are those of the GraphML" $?
fi
if [ -n "$PYTHON3" ]; then
  "$PYTHON3" - "$scratch/page.html" >"$scratch/out" 2>&1 <<'EOF'
import sys
from html.parser import HTMLParser
VOID = {"meta", "input", "br"}
class Check(HTMLParser):
    def __init__(self):
        super().__init__(); self.open = []; self.ids = set(); self.refs = set()
    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if "id" in a:
            assert a["id"] not in self.ids, a["id"] + " twice"
            self.ids.add(a["id"])
        if "href" in a: self.refs.add(a["href"])
        if tag not in VOID: self.open.append(tag)
    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (tag, self.open, self.getpos())
        self.open.pop()
c = Check(); c.feed(open(sys.argv[1], encoding="utf-8").read()); c.close()
assert not c.open, c.open
assert c.refs and all(r[0] == "#" and r[1:] in c.ids for r in c.refs), c.refs - {"#" + i for i in c.ids}
EOF
  is "tags are balanced, claims lead to sentences" $? "$(cat "$scratch/out")"
else
  skip "tags are balanced, claims lead to sentences" "no python3"
fi
printf '中国<b>支持&“联合国”"改革"。\n' >"$scratch/markup.txt"
run mark -f html "$scratch/markup.txt"
grep -q '&lt;b&gt;支持&amp;' "$scratch/out"
is "markup in the text stays text" $?

# entente mark -f brat
mkdir "$scratch/more"
cp "$dev/p02.txt" "$scratch/more/p01.txt"
exits "mark -f brat" 0 mark -f brat -o "$scratch/brat" "$example" "$dev/p01.txt" "$scratch/more/p01.txt"
for name in communique communique-2 p01 p01-2; do
  [ -s "$scratch/brat/$name.txt" ] && [ -s "$scratch/brat/$name.ann" ]
  is "writes $name" $?
done
if [ -n "$PYTHON3" ]; then
  "$PYTHON3" - "$scratch/brat" >"$scratch/out" 2>&1 <<'EOF'
import glob, re, sys
count = 0
types = open(sys.argv[1] + "/annotation.conf", encoding="utf-8").read()
for path in glob.glob(sys.argv[1] + "/*.ann"):
    text = open(path[:-4] + ".txt", encoding="utf-8", newline="").read(); ids = set(); spans = {}
    for line in open(path, encoding="utf-8"):
        key, body, *rest = line.rstrip("\n").split("\t")
        assert key not in ids, key
        ids.add(key)
        if key[0] == "T":
            type, begin, end = body.split(" ")
            assert text[int(begin):int(end)] == rest[0], line
            assert "\n" + type + "\n" in types, type
            spans[key] = rest[0]; count += 1
        elif key[0] == "R":
            relation, one, two = body.split(" ")
            assert "\n" + relation + "\t" in types, relation
            assert one[5:] in spans and two[5:] in spans, line
        else:
            assert body.split(" ")[1] in ids, line
assert count > 100, count
EOF
  is "offsets are code points of the text beside them" $? "$(cat "$scratch/out")"
else
  skip "offsets are code points of the text beside them" "no python3"
fi
echo "# mine" >"$scratch/brat/annotation.conf"
run mark -f brat -o "$scratch/brat" "$example"
[ "$(cat "$scratch/brat/annotation.conf")" = "# mine" ]
is "a configuration that is there stays" $?
exits "mark -f brat without a folder" 2 mark -f brat "$example"
exits "mark -f brat into a file" 1 mark -f brat -o "$scratch/page.html" "$example"
exits "mark -f svg" 2 mark -f svg "$example"
exits "mark --layout as HTML" 2 mark --layout -f html "$example"

# entente eval
exits "eval" 0 eval "$dev/p01.gold"
grep -q '^all relations  *P [01]\.[0-9]* ' "$scratch/out"
is "prints scores" $?
printf 'D\tx\tzh\tx.txt\t2-2\nE\tcn\tCountry\t中国\nE\tfr\tCountry\t法国\nE\tt\tTreaty\t甲乙条约\nR\tcn\tsigned\tt\nR\tfr\tsigned\tt\n' >"$scratch/x.gold"
printf '埃及支持联合国。\n中国和巴西签署《甲乙条约》。\n' >"$scratch/x.txt"
exits "eval -v of a part of a text" 0 eval -v "$scratch/x.gold"
grep -q '^- .*/x\.gold:3: missed Country 法国$' "$scratch/out" && grep -q '^- .*/x\.gold:6: missed 法国 signed 甲乙条约$' "$scratch/out"
is "lists what was missed, with the line of the gold file" $? "$(cat "$scratch/out")"
grep -q '^+ .*/x\.txt:2: spurious Country 巴西 \[countries\.tsv:[0-9]*\]$' "$scratch/out" &&
  grep -q '^+ .*/x\.txt:2: spurious 巴西 signed 甲乙条约 \[acts\.tsv:[0-9]*\]$' "$scratch/out"
is "lists what was spurious, with the line of the text and the rule" $? "$(cat "$scratch/out")"
grep -q '^signed                 P 0\.500  R 0\.500  F1 0\.500   tp 1 fp 1 fn 1$' "$scratch/out"
is "counts them" $?
printf '# set\tmeasure\tfloor\nx\tsigned\t0.5\ny\tsigned\t0.6\n' >"$scratch/floors"
exits "a floor that holds" 0 eval --floors "$scratch/floors" --set x "$scratch/x.gold"
exits "a floor that does not" 1 eval --floors "$scratch/floors" --set y "$scratch/x.gold"
says "the score and the floor are named" '/floors:3: y: F1 of signed is 0\.500, below 0\.6$'
mkdir "$scratch/apart"
cp "$scratch/x.gold" "$scratch/apart"
exits "a text that is not there" 1 eval "$scratch/apart/x.gold"
exits "--texts" 0 eval --texts "$scratch" "$scratch/apart/x.gold"
printf 'E\tcn\tState\t中国\n' >"$scratch/bad.gold"
exits "a gold file that is none" 1 eval "$scratch/bad.gold" "$scratch/x.gold"
says "and where" '/bad\.gold:1: no type is called State$'
grep -q '^signed ' "$scratch/out"
is "the others are scored" $?

# entente check: examples of rules
rules=$scratch/own/extract/rules/zh
mkdir -p "$rules"
head='# word\trelation\tnegated\tkind\tframes\tstrength\tattributive\texample\tcounterexample\n'
printf "$head"'力荐\tsupports\topposes\tstance\tverb;noun\t\t\t[中国]力荐{多边贸易体制}。;埃及力荐对话。\t如果中国力荐多边贸易体制，各方将会晤。\n' >"$rules/acts.tsv"
exits "a rule whose examples hold" 0 check "$scratch/own"
printf '中国力荐多边贸易体制。\n' | "$ENTENTE" build -f tsv --data "$scratch/own" - | grep -q 'supports'
is "and which build uses" $?
printf "$head"'力荐\tsupports\topposes\tstance\tverb;noun\t\t\t[埃及]力荐{多边贸易体制}。;中国力争。\t中国力荐多边贸易体制。\n' >"$rules/acts.tsv"
sed -i 's/\[埃及\]力荐/[埃及]支持/' "$rules/acts.tsv"
exits "a rule whose examples do not hold" 1 check "$scratch/own"
says "the example is named" 'zh/acts\.tsv:2: 力荐: the example does not hold: \[埃及\]支持\{多边贸易体制\}。$'
says "so is the second one" 'acts\.tsv:2: 力荐: the example does not hold: 中国力争。$'
says "so is the counterexample" 'acts\.tsv:2: 力荐: the counterexample does not hold: 中国力荐多边贸易体制。$'
rm "$rules/acts.tsv"
printf '# word\tclass\tvalue\texample\tcounterexample\n联席会\torg\t\t{中亚气候联席会}发布报告。\t双方同意开联席会。\n' >"$rules/heads.tsv"
exits "a head noun with examples" 0 check "$scratch/own"
printf "$head"'支持\tsupports\topposes\tstance\tverb\n' >"$rules/acts.tsv"
exits "a row in place of an installed one" 0 check "$scratch/own"
says "check says so" 'own/extract/rules/zh/acts\.tsv:2: note: 支持 replaces .*/extract/rules/zh/acts\.tsv:[0-9]*$'
run build -f nt --explain --data "$scratch/own" "$scratch/x.txt"
says "so does build --explain" 'note: 支持 replaces '

# --expand-groups
printf '上海合作组织成员国支持联合国。\n' >"$scratch/sco.txt"
for date in 2025-09-01:10 2016-09-01:6; do
  run build --date "${date%:*}" --expand-groups -f tsv "$scratch/sco.txt"
  [ "$(grep -c 'memberOf.*/organization/SCO.*derived: members of' "$scratch/out")" -eq "${date#*:}" ]
  is "members of the SCO on ${date%:*}: ${date#*:}" $? "$(grep -c memberOf "$scratch/out")"
done
run build --date 2025-09-01 -f tsv "$scratch/sco.txt"
! grep -q memberOf "$scratch/out"
is "none without --expand-groups" $?

# The manual of the rules: every class is explained, the worked examples are true.
manual=$top_srcdir/doc/rules.5
sed -n 's/^  X([A-Z_]*, *"\([a-z]*\)").*/\1/p' "$top_srcdir/extract/lexicon.h" >"$scratch/classes"
while read -r class; do
  grep -q "^.fB$class.fR" "$manual" || echo "$class"
done <"$scratch/classes" >"$scratch/missing"
[ -s "$scratch/classes" ] && [ ! -s "$scratch/missing" ]
is "rules.5 explains every class" $? "not there: $(tr '\n' ' ' <"$scratch/missing")"
sed -n 's/.*ent_str_equal(frame, ENT_STR("\([a-z]*\)")).*/\1/p' "$top_srcdir/extract/lexicon.c" >"$scratch/frames"
while read -r frame; do
  grep -q "^.B $frame$" "$manual" || echo "$frame"
done <"$scratch/frames" >"$scratch/missing"
[ ! -s "$scratch/missing" ]
is "and every frame" $? "not there: $(tr '\n' ' ' <"$scratch/missing")"
awk -v folder="$scratch" '
  /^\.\\" sentence/ { n++; what = "text" } /^\.\\" claims/ { what = "wanted" } /^\.EE/ { what = "" }
  what && !/^\./ { sub(/^ +/, ""); print > (folder "/worked" n "." what) }' "$manual"
for text in "$scratch"/worked*.text; do
  wanted=${text%.text}.wanted
  "$ENTENTE" build -f tsv "$text" 2>"$scratch/err" |
    awk -F '\t' 'NR > 1 { print $1, $2, $3, "(" $4 ")" }' | sort >"$scratch/got"
  sort "$wanted" | cmp -s - "$scratch/got"
  is "rules.5: $(cat "$text")" $? "$(cat "$scratch/got")"
done
finish
