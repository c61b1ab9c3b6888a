# The networks and tables in the hands of those who read them: networkx, igraph, graphology, rapper, python's csv. On
# real graphs, and on one with everything that has ever broken a format.
. "$top_srcdir/tests/tap.sh"
. "$top_srcdir/tests/node.sh"

"$ENTENTE" build -o "$scratch/dev.graphml" "$top_srcdir"/tests/gold/dev/*.txt 2>"$scratch/err" &&
  "$ENTENTE" build -o "$scratch/dev.nt" "$top_srcdir"/tests/gold/dev/*.txt 2>"$scratch/err"
is "the gold texts are built" $?

# Hostile names: beyond the BMP, quotes, angle brackets, ampersands, spaces, percent signs, right-to-left, control
# characters (U+0001 by repair of the text is none of ours: it stands in the file).
printf '%s\n' '声明' '' '中国签署了《"<&>𠮷野😀 100% a/b?#[]|\^`{} ‮协定》。' \
  '中国支持“<script>𝔘& "x"</script>”倡议。' "$(printf '中国谴责\001控制\033字符袭击事件。')" '俄罗斯反对]]>“--”做法。' >"$scratch/hostile.txt"
for format in nt ttl rdf nq graphml gexf dot tsv tsv-nodes table; do
  "$ENTENTE" build -f $format -o "$scratch/hostile.$format" "$scratch/hostile.txt" 2>"$scratch/err"
  is "hostile names in $format" $?
done
grep -q '𠮷野😀' "$scratch/hostile.nt" && grep -q '𠮷野😀' "$scratch/hostile.graphml"
is "characters beyond the BMP stay" $?
! grep -q "$(printf '[\001\033]')" "$scratch"/hostile.nt "$scratch"/hostile.ttl "$scratch"/hostile.rdf \
  "$scratch"/hostile.graphml "$scratch"/hostile.gexf "$scratch"/hostile.tsv
is "control characters do not" $?

if [ -n "$RAPPER" ]; then
  for graph in dev hostile; do
    [ $graph = dev ] && "$ENTENTE" build -o "$scratch/dev.ttl" "$top_srcdir"/tests/gold/dev/*.txt 2>"$scratch/err"
    for format in nt:ntriples ttl:turtle; do
      "$RAPPER" -q -i ${format#*:} -o ntriples "$scratch/$graph.${format%:*}" https://example.org/ 2>"$scratch/err" |
        LC_ALL=C sort -u >"$scratch/${format%:*}.sorted"
    done
    [ -s "$scratch/nt.sorted" ] && [ ! -s "$scratch/err" ] && cmp -s "$scratch/nt.sorted" "$scratch/ttl.sorted"
    is "rapper reads the same from N-Triples and Turtle: $graph" $?
  done
  "$RAPPER" -q -i nquads -c "$scratch/hostile.nq" 2>"$scratch/err" && ! grep -qi error "$scratch/err"
  is "rapper reads N-Quads" $?
else
  skip "rapper" "no rapper (Debian: raptor2-utils)"
fi

if [ -n "$XMLLINT" ]; then
  for format in rdf graphml gexf; do
    "$XMLLINT" --noout "$scratch/hostile.$format" 2>"$scratch/err"
    is "$format with hostile names is well-formed" $?
  done
else
  skip "well-formed XML" "no xmllint (Debian: libxml2-utils)"
fi

for reader in networkx igraph; do
  if ! python=$(python_with $reader); then
    skip "$reader" "no $reader (Debian: python3-$reader)"
    continue
  fi
  for graph in dev hostile; do
    "$python" "$top_srcdir/tests/tools/graphml.py" $reader "$scratch/$graph.graphml" "$scratch/$graph.nt" \
      >"$scratch/tap" 2>"$scratch/err"
    is "$reader reads $graph.graphml" $?
    while IFS= read -r line; do
      case $line in
        "ok - "*) is "$graph, ${line#ok - }" 0 ;;
        "not ok - "*) is "$graph, ${line#not ok - }" 1 ;;
        *) echo "$line" ;;
      esac
    done <"$scratch/tap"
  done
done

if python=$(python_with csv); then
  mkdir "$scratch/tables"
  "$ENTENTE" build -f tsv -o "$scratch/tables" "$scratch/hostile.txt" "$top_srcdir"/tests/queries/*.txt \
    2>"$scratch/err"
  is "tables into a folder" $?
  "$python" "$top_srcdir/tests/tools/tables.py" "$scratch/tables" >"$scratch/out" 2>"$scratch/err"
  is "the tables are what Gephi and Neo4j import" $? "$(cat "$scratch/out")"
else
  skip "the tables" "no python3"
fi

if modules=$(node_modules); then
  for graph in dev hostile; do
    counts=$(NODE_PATH=$modules node "$top_srcdir/tests/tools/graphml.js" "$scratch/$graph.graphml" 2>"$scratch/err")
    edges=$(grep -c '#type> <https://w3id.org/entente/ns#Claim> ' "$scratch/$graph.nt")
    nodes=$(grep -c '#prefLabel> ' "$scratch/$graph.nt")
    case $counts in "$nodes $nodes $edges $edges "*) ;; *) false ;; esac
    is "graphology: $graph, every node and edge with all it should have" $? "$counts, not $nodes nodes, $edges edges"
  done
else
  skip "graphology" "no node, or npm's registry cannot be reached"
fi

# The cut
edges() { # OPTIONS...
  "$ENTENTE" build -f tsv "$@" "$top_srcdir"/tests/queries/*.txt 2>"$scratch/err" | sed 1d
}
edges --relations condemned,opposes >"$scratch/cut"
[ "$(cut -f 2 "$scratch/cut" | sort | uniq -c | tr -s ' ' | tr '\n' ';')" = " 3 condemned; 2 opposes;" ]
is "--relations" $? "$(cat "$scratch/cut")"
edges --types Country,Treaty >"$scratch/cut"
[ "$(cut -f 2 "$scratch/cut" | sort -u)" = signed ]
is "--types" $? "$(cat "$scratch/cut")"
"$ENTENTE" build -f tsv-nodes --types Country,Treaty "$top_srcdir"/tests/queries/*.txt 2>"$scratch/err" |
  cut -f 3 | sort -u | tr '\n' ' ' >"$scratch/cut"
[ "$(cat "$scratch/cut")" = "Country Treaty kind " ]
is "--types leaves nodes of these" $? "$(cat "$scratch/cut")"
all=$(edges | wc -l)
merged=$(edges --merge-parallel | wc -l)
heavy=$(edges --merge-parallel --min-weight 1.5 | cut -f 12 | LC_ALL=C awk '$1 < 1.5 { bad = 1 } END { print bad + 0, NR }')
[ "$merged" -lt "$all" ]
is "--merge-parallel" $? "$merged of $all"
[ "$heavy" = "0 $((all - merged))" ]
is "--min-weight" $? "$heavy; of $all edges, $merged when merged"
exits "--types with what is none" 2 build --types Planet "$top_srcdir/example/communique.txt"
exits "--relations with what is none" 2 build --relations likes "$top_srcdir/example/communique.txt"
exits "--min-weight with what is none" 2 build --min-weight much "$top_srcdir/example/communique.txt"

if command -v dot >/dev/null; then
  dot -Tsvg "$scratch/hostile.dot" 2>"$scratch/err" | grep -q '</svg>'
  is "Graphviz draws hostile names" $?
else
  skip "Graphviz" "no dot (Debian: graphviz)"
fi
finish
