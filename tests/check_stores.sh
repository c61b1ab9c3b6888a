# Virtuoso 7 (Debian: virtuoso-opensource-7): started here on loopback with an ini file of its own, loaded in bulk,
# asked, stopped, with all its files in a scratch folder. Not part of make check: make check-stores.
. "$top_srcdir/tests/tap.sh"

if ! command -v virtuoso-t >/dev/null || ! command -v isql-vt >/dev/null; then
  skip "Virtuoso" "no virtuoso-t (Debian: virtuoso-opensource-7)"
  finish
  exit 0
fi

port=${VIRTUOSO_PORT-21111}
mkdir "$scratch/db" "$scratch/load"
cat >"$scratch/db/virtuoso.ini" <<INI
[Database]
DatabaseFile = $scratch/db/virtuoso.db
ErrorLogFile = $scratch/db/virtuoso.log
LockFile = $scratch/db/virtuoso.lck
TransactionFile = $scratch/db/virtuoso.trx
xa_persistent_file = $scratch/db/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = $scratch/db/temp.db
TransactionFile = $scratch/db/temp.trx
FileExtend = 200
[Parameters]
ServerPort = 127.0.0.1:$port
ServerThreads = 4
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
DirsAllowed = $scratch/load
[SPARQL]
ResultSetMaxRows = 100000
[Client]
SQL_QUERY_TIMEOUT = 60
INI

virtuoso-t +foreground +configfile "$scratch/db/virtuoso.ini" >"$scratch/virtuoso.out" 2>&1 &
server=$!
stop() {
  [ -n "$server" ] || return 0
  echo 'shutdown;' | isql-vt "127.0.0.1:$port" dba dba >/dev/null 2>&1
  for second in 1 2 3 4 5 6 7 8 9 10; do
    kill -0 "$server" 2>/dev/null || break
    sleep 1
  done
  kill -9 "$server" 2>/dev/null
  server=
}
trap 'stop; rm -rf "$scratch"' EXIT
trap 'exit 1' INT TERM

sql() { # rows of the statements on standard input
  isql-vt "127.0.0.1:$port" dba dba VERBOSE=OFF BANNER=OFF PROMPT=OFF ERRORS=STDOUT BLOBS=ON 2>"$scratch/err"
}
up=1
for second in $(seq 60); do
  [ "$(echo 'SELECT 1;' | sql | tr -dc 1)" = 1 ] && up=0 && break
  kill -0 "$server" 2>/dev/null || break
  sleep 1
done
is "Virtuoso starts on 127.0.0.1:$port" $up "$(tail -n 5 "$scratch/virtuoso.out" "$scratch/db/virtuoso.log" 2>/dev/null)"
if [ $up -ne 0 ]; then
  finish
  exit 0
fi

run build -f nt -o "$scratch/load/questions.nt" "$top_srcdir"/tests/queries/*.txt
is "the texts of tests/queries are built" "$status"
run build -f nq -o "$scratch/load/dev.nq" "$top_srcdir"/tests/gold/dev/*.txt
is "the gold texts as N-Quads" "$status"
cp "$top_srcdir/ontology/entente.ttl" "$scratch/load/"
{
  echo "ld_dir('$scratch/load', 'questions.nt', 'http://example.org/questions');"
  echo "ld_dir('$scratch/load', 'entente.ttl', 'http://example.org/questions');"
  echo "ld_dir('$scratch/load', 'dev.nq', 'http://example.org/dev');"
  echo "rdf_loader_run();"
  echo "checkpoint;"
  echo "SELECT COUNT(*) FROM DB.DBA.LOAD_LIST WHERE ll_state <> 2 OR ll_error IS NOT NULL;"
} | sql >"$scratch/out"
[ "$(tail -n 1 "$scratch/out" | tr -d ' ')" = 0 ]
is "the bulk loader takes them without an error" $? \
  "$(echo "SELECT ll_file, ll_error FROM DB.DBA.LOAD_LIST;" | sql)"

count() { # GRAPH PATTERN
  echo "SPARQL SELECT (COUNT(*) AS ?n) FROM <$1> WHERE { $2 };" | sql | tr -dc 0-9
}
predicates='FILTER (STRSTARTS(STR(?s), "https://w3id.org/entente/id/"))'
stored=$(count http://example.org/questions "?s ?p ?o . $predicates")
[ "$stored" = "$(wc -l <"$scratch/load/questions.nt")" ]
is "every triple is stored" $? "$stored of $(wc -l <"$scratch/load/questions.nt")"
stored=$(echo 'SPARQL SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o . FILTER (STRSTARTS(STR(?g), "https://w3id.org/entente/id/document/")) } };' | sql | tr -dc 0-9)
written=$(awk '$(NF - 1) ~ /\/id\/document\/[^#]*>$/ && NF > 4' "$scratch/load/dev.nq" | wc -l)
[ "$stored" -eq "$written" ]
is "each document has its graph" $? "$stored quads stored, $written written"

# The answers of doc/queries/, from one graph; the columns are padded, so only which rows there are is compared.
for query in 01-condemnations 03-support-and-note 04-initiatives-by-supporters 07-planned-not-signed 22-calls-in-the-file; do
  file=$top_srcdir/doc/queries/$query.rq
  {
    echo SPARQL
    sed '/^#/d; s/^SELECT \(.*\) WHERE {/SELECT \1 FROM <http:\/\/example.org\/questions> WHERE {/' "$file"
    echo ';'
  } | sql >"$scratch/out"
  wanted=$(sed -n 's/^#= //p' "$file" | sed 1d | sed 's/\t\t*/ /g' | LC_ALL=C sort)
  found=$(sed '/^$/d; s/  */ /g; s/ $//' "$scratch/out" | LC_ALL=C sort)
  [ -n "$found" ] && [ "$found" = "$wanted" ]
  is "Virtuoso: $query" $? "$found"
done

stopped=$server
stop
! kill -0 "$stopped" 2>/dev/null
is "Virtuoso stops" $?
finish
