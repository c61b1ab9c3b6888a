# Measures, asserts nothing (make bench). $ENTENTE is the program.
#   start-up     a run over a text of one sentence
#   a document   a run over the example
#   throughput   a run over many copies of the development texts, in MB of text per second, per -j and format
set -eu
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

now() { date +%s%N; }
# best COMMAND...: milliseconds of the fastest of five runs
best() {
  least=
  for _ in 1 2 3 4 5; do
    begin=$(now)
    "$@" >/dev/null
    took=$(($(now) - begin))
    if [ -z "$least" ] || [ $took -lt "$least" ]; then least=$took; fi
  done
  awk "BEGIN { printf \"%.1f\", $least / 1e6 }"
}

echo "中国支持联合国。" >"$scratch/short.txt"
mkdir "$scratch/many"
copies=20
for copy in $(seq $copies); do
  for text in "$here"/gold/dev/*.txt; do cp "$text" "$scratch/many/$copy-$(basename "$text")"; done
done
bytes=$(cat "$scratch"/many/*.txt | wc -c)
documents=$(find "$scratch/many" -name '*.txt' | wc -l)

printf 'start-up    %8s ms\n' "$(best "$ENTENTE" build -f nt "$scratch/short.txt")"
printf 'example     %8s ms\n' "$(best "$ENTENTE" build -f nt "$here/../example/communique.txt")"
for jobs in 1 2; do
  for format in nt graphml; do
    took=$(best "$ENTENTE" build -j $jobs -f $format "$scratch/many")
    printf -- '-j %s %-8s %7s ms  %6.2f MB/s of text (%s documents, %s bytes)\n' $jobs $format "$took" \
      "$(awk "BEGIN { print $bytes / 1000 / $took }")" "$documents" "$bytes"
  done
done

# linear: one document of 1 and of 4 MB, real text and what a careless reader would walk again from every place
repeated() { # TEXT COUNT: the text so many times
  awk -v count="$2" 'BEGIN { RS = "\001" } { for (i = 0; i < count; i++) printf "%s", $0 }' "$1"
}
cat "$here"/gold/dev/*.txt >"$scratch/text"
tr -d '\n' <"$scratch/text" >"$scratch/line"
printf '《' >"$scratch/opening"
printf '（中国' >"$scratch/bracket"
printf '1,' >"$scratch/number"
printf 'a-' >"$scratch/letters"
printf '〇' >"$scratch/zeros"
for case in text line opening bracket number letters zeros; do
  size=$(wc -c <"$scratch/$case")
  printf 'one document: %-8s' $case
  for megabytes in 1 4; do
    repeated "$scratch/$case" $((megabytes * 1000000 / size)) >"$scratch/one.txt"
    printf '  %s MB %8s ms' $megabytes "$(best "$ENTENTE" build --no-split -f nt "$scratch/one.txt")"
  done
  echo
done
