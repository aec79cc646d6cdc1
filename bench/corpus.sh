#!/usr/bin/env bash
# Builds the default corpus from nothing and writes bench/results/corpus.md: time, memory, counts, search, pack. Fetches about
# 100 MB. Usage: bench/corpus.sh [FOLDER], default a temporary one; packages already in FOLDER/packages are not fetched again.

set -euo pipefail
cd "$(dirname "$0")/.."
folder="${1:-$(mktemp -d "${TMPDIR:-/tmp}/ascii-gen-corpus.XXXXXX")}"
db="$folder/ascii_art.db"
report=bench/results/corpus.md
[ ! -e "$db" ] || { echo "corpus.sh: $db exists. Remove it or give another folder: the build is measured from nothing." >&2; exit 1; }
dotnet build src/AsciiGen.Lab -c Release -v quiet >/dev/null
lab() { dotnet src/AsciiGen.Lab/bin/Release/net10.0/ascii-lab.dll "$@"; }
seconds() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f", b - a }'; }

mkdir -p "$folder" "$(dirname "$report")"
lab corpus build --recipe corpus/default.json --db "$db" --packages "$folder/packages" >"$folder/build.out" 2>"$folder/build.log"
for run in 1 2; do
    start="$(date +%s.%N)"
    lab corpus pack --db "$db" --out "$folder/pack$run.safetensors" >"$folder/pack.out"
    pack_seconds="$(seconds "$start" "$(date +%s.%N)")"
done
same=no
cmp -s "$folder/pack1.safetensors" "$folder/pack2.safetensors" && same=yes
{
    echo "# The default corpus, built from nothing"
    echo
    echo "\`bench/corpus.sh\` on $(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD), .NET $(dotnet --version), $(LC_ALL=C lscpu | sed -n 's/^Model name: *//p' | head -n 1), $(nproc) cores."
    echo
    sed "s|$folder/||g; s/^/    /" "$folder/build.out"
    echo
    echo "| what | figure |"
    echo "|---|---|"
    echo "| database | $(($(stat -c %s "$db") / 1000000)) MB |"
    echo "| pack, whole process | $pack_seconds s, $(($(stat -c %s "$folder/pack1.safetensors") / 1000000)) MB, the same bytes twice: $same |"
    for word in cat kitty house animal arrow symbol; do
        echo "| search $word | $(lab corpus search "$word" --verbose --db "$db" 2>&1 >/dev/null | sed 's/\.$//') |"
    done
    echo
    sed "s|$folder/||g; s/^/    /" "$folder/pack.out"
    echo
    lab corpus stats --db "$db" | sed 's/[[:blank:]]*$//; s/^/    /; /^ *$/d'
    echo
    echo "What each source gave:"
    echo
    sed "s|$PWD/||g; s/^/    /" "$folder/build.log"
} >"$report"
cat "$report"
