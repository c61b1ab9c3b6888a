# SPARQL: the questions of doc/queries/ on the texts of tests/queries/, with the answers that stand in the queries; the
# checks of doc/queries/checks/ and ontology/shapes.ttl on real graphs. With rdflib and with Oxigraph, where they are.
. "$top_srcdir/tests/tap.sh"
. "$top_srcdir/tests/node.sh"

ontology=$top_srcdir/ontology/entente.ttl
queries=$top_srcdir/doc/queries
bad=$top_srcdir/tests/queries/bad.ttl

graph() { # NAME INPUT...: the graph of the inputs in three formats
  name=$1
  shift
  for format in nt ttl rdf; do
    "$ENTENTE" build -f $format -o "$scratch/$name.$format" "$@" 2>"$scratch/err" || return 1
  done
}
graph questions "$top_srcdir"/tests/queries/*.txt
is "the texts of tests/queries are built" $?
graph example "$top_srcdir/example/communique.txt"
is "the example is built" $?
graph dev "$top_srcdir"/tests/gold/dev/*.txt "$top_srcdir"/tests/gold/dev/*.html
is "the gold texts are built" $?
"$ENTENTE" build --provenance mention -o "$scratch/mentions.nt" "$top_srcdir"/tests/queries/*.txt 2>"$scratch/err"
is "with every mention" $?
corpus=$(ls "$top_srcdir"/../shared/corpus/*.txt 2>/dev/null | head -n 1)
[ -n "$corpus" ] && graph corpus "$corpus"

answers() { # STORE: what it answers against what stands behind "#=" in the queries
  for query in "$queries"/*.rq; do
    name=$(basename "$query" .rq)
    sed -n 's/^#= //p' "$query" >"$scratch/rows"
    { head -n 1 "$scratch/rows" && sed 1d "$scratch/rows" | LC_ALL=C sort; } >"$scratch/wanted"
    if grep -q '^\*$' "$scratch/wanted"; then
      [ "$(wc -l <"$scratch/answers/$name.tsv")" -gt 1 ]
      is "$1: $name has rows" $?
    else
      difference=$(diff "$scratch/wanted" "$scratch/answers/$name.tsv")
      is "$1: $name" $? "$difference"
    fi
  done
}
nothing() { # NAME STATUS: the store has answered, and no check has a row
  if [ "$2" -ne 0 ]; then
    is "$1: the checks run" "$2"
    return
  fi
  found=$(cd "$scratch/answers" && for file in *.tsv; do sed "1d; s|^|${file%.tsv}: |" "$file"; done)
  [ -z "$found" ]
  is "$1: every check holds" $? "$(echo "$found" | head -n 10)"
}
something() { # NAME: every check has a row
  missing=$(cd "$scratch/answers" && for file in *.tsv; do [ "$(wc -l <"$file")" -gt 1 ] || echo "$file"; done)
  [ -z "$missing" ]
  is "$1: every check finds its violation in tests/queries/bad.ttl" $? "$missing"
}
ask() { # DATA... -- QUERY...: answers in $scratch/answers, the number of triples in $triples
  rm -rf "$scratch/answers"
  mkdir "$scratch/answers"
  triples=$("$interpreter" "$script" "$scratch/answers" "$@" 2>"$scratch/err")
}
questions() { # STORE [GRAPHS]: besides the small ones
  ask "$scratch/questions.nt" "$ontology" -- "$queries"/*.rq
  is "$1 answers" $?
  answers "$1"
  for name in questions example mentions ${2-}; do
    ask "$scratch/$name.nt" "$ontology" -- "$queries"/checks/*.rq
    nothing "$1, $name" $?
  done
  ask "$bad" "$ontology" -- "$queries"/checks/*.rq
  something "$1"
}

[ "$(ls "$queries"/*.rq | wc -l)" -ge 20 ]
is "there are 20 queries or more" $?

if python=$(python_with rdflib); then
  interpreter=$python script=$top_srcdir/tests/tools/sparql.py
  questions rdflib
  for name in questions example ${corpus:+corpus}; do
    counts=$(for format in nt ttl rdf; do ask "$scratch/$name.$format" -- && echo "$triples"; done)
    [ "$(echo "$counts" | sort -u | wc -l)" -eq 1 ] && [ "$(echo "$counts" | head -n 1)" -eq "$(wc -l <"$scratch/$name.nt")" ]
    is "$name: as many triples in N-Triples, Turtle and RDF/XML" $? "$counts"
  done
  for name in questions example mentions dev ${corpus:+corpus}; do
    violations=$("$python" "$top_srcdir/tests/tools/shacl.py" "$top_srcdir/ontology/shapes.ttl" "$scratch/$name.nt")
    is "$name satisfies ontology/shapes.ttl" $? "$(echo "$violations" | head -n 10)"
  done
  "$python" "$top_srcdir/tests/tools/shacl.py" "$top_srcdir/ontology/shapes.ttl" "$bad" >"$scratch/out"
  [ $? -eq 1 ] && [ "$(wc -l <"$scratch/out")" -ge 30 ]
  is "tests/queries/bad.ttl does not" $?
  found=$("$python" "$top_srcdir/tests/tools/void.py" "$top_srcdir/ontology/void.ttl" "$scratch/dev.nt" 2>"$scratch/err")
  is "the graphs are what ontology/void.ttl says" $? "$found"
  "$python" "$top_srcdir/doc/tools/ontology_md.py" "$ontology" >"$scratch/ontology.md" 2>"$scratch/err" &&
    difference=$(diff "$top_srcdir/doc/ontology.md" "$scratch/ontology.md")
  is "doc/ontology.md is what ontology/entente.ttl says" $? "make ontology-page; $difference"
else
  skip "rdflib" "no rdflib (Debian: python3-rdflib)"
fi

if modules=$(node_modules); then
  NODE_PATH=$modules
  export NODE_PATH
  interpreter=node script=$top_srcdir/tests/tools/sparql.js
  questions Oxigraph "dev ${corpus:+corpus}"
  for format in nt ttl rdf; do
    ask "$scratch/dev.$format" -- && echo "$triples" >>"$scratch/counts"
  done
  [ "$(sort -u "$scratch/counts" | wc -l)" -eq 1 ]
  is "Oxigraph counts as many triples in each format" $? "$(cat "$scratch/counts")"
else
  skip "Oxigraph" "no node, or npm's registry cannot be reached"
fi
finish
