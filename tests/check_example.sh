# The example: its graph against tests/golden/, in every format that a consumer reads. UPDATE=yes (make golden) writes
# the golden files anew.
. "$top_srcdir/tests/tap.sh"

golden=$top_srcdir/tests/golden
for format in nt ttl rdf graphml gexf tsv table; do
  (cd "$top_srcdir/example" && "$ENTENTE" build -f $format communique.txt) >"$scratch/x.$format" 2>"$scratch/err"
  is "$format is written" $?
done

# Which row of a table made a claim changes with every row put in before it: the golden graph leaves that out.
grep -v '<https://w3id.org/entente/ns#rule> ' "$scratch/x.nt" >"$scratch/x.golden"

if [ "${UPDATE-}" = yes ]; then
  cp "$scratch/x.golden" "$golden/communique.nt" && cp "$scratch/x.table" "$golden/communique.table"
  echo "# $golden/communique.nt and communique.table are new"
fi

same() { # NAME A B
  difference=$(diff "$2" "$3")
  is "$1" $? "$(echo "$difference" | head -n 20)"
}
same "the triples are those of tests/golden/communique.nt" "$golden/communique.nt" "$scratch/x.golden"
same "the table is that of tests/golden/communique.table" "$golden/communique.table" "$scratch/x.table"
! grep -q '_:' "$scratch/x.nt"
is "no blank nodes" $?

if [ -n "$RAPPER" ]; then
  # rapper writes characters beyond ASCII as \uXXXX in one format and as they are in another: all through rapper
  "$RAPPER" -q -i ntriples -o ntriples "$scratch/x.nt" 2>"$scratch/err" | LC_ALL=C sort -u >"$scratch/nt.sorted"
  for format in ttl:turtle rdf:rdfxml; do
    "$RAPPER" -q -i "${format#*:}" -o ntriples "$scratch/x.${format%:*}" https://example.org/ 2>"$scratch/err" |
      LC_ALL=C sort -u >"$scratch/${format%:*}.sorted"
    same "${format#*:} holds the same triples" "$scratch/nt.sorted" "$scratch/${format%:*}.sorted"
  done
else
  skip "turtle and rdfxml hold the same triples" "no rapper (Debian: raptor2-utils)"
fi

if [ -n "$XMLLINT" ]; then
  for format in graphml gexf; do
    "$XMLLINT" --noout "$scratch/x.$format" 2>"$scratch/err"
    is "$format is well-formed" $?
  done
  entities=$(grep -c '> <http://www.w3.org/2004/02/skos/core#prefLabel> ' "$scratch/x.nt")
  nodes=$("$XMLLINT" --xpath 'count(//*[local-name()="node"])' "$scratch/x.graphml")
  [ "$nodes" -gt 0 ] && [ "$nodes" -le "$entities" ]
  is "GraphML has nodes" $? "$nodes nodes, $entities labelled things"
  edges=$("$XMLLINT" --xpath 'count(//*[local-name()="edge"])' "$scratch/x.graphml")
  claims=$(grep -c '#type> <https://w3id.org/entente/ns#Claim> ' "$scratch/x.nt")
  [ "$edges" -eq "$claims" ]
  is "GraphML has an edge for every claim" $? "$edges edges, $claims claims"
  loose=$("$XMLLINT" --xpath 'count(//*[local-name()="edge"][not(@source=//*[local-name()="node"]/@id) or not(@target=//*[local-name()="node"]/@id)])' "$scratch/x.graphml")
  [ "$loose" -eq 0 ]
  is "every edge ends in nodes" $? "$loose do not"
else
  skip "GraphML and GEXF are well-formed" "no xmllint (Debian: libxml2-utils)"
fi
finish
