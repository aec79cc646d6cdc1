#!/usr/bin/env bash
# Measures our picture converter against chafa on 500 icons of seven public sets and writes bench/results/convert.md.
# Fetches the sets with npm at fixed versions, and chafa with apt-get if it can. Arguments go to `ascii-lab bench convert`,
# such as --count 70. What is measured: src/AsciiGen.Imaging/Measures.

set -euo pipefail
cd "$(dirname "$0")/.."
sets=(lucide@1.2.137 tabler@1.2.41 ph@1.2.2 game-icons@1.2.4 mdi@1.2.3 fluent-emoji-high-contrast@1.2.6 noto@1.2.9)
cache="${ICON_SETS:-${TMPDIR:-/tmp}/ascii-gen-icon-sets}" # folders NAME-VERSION with package/icons.json
report=bench/results/convert.md

command -v chafa >/dev/null || apt-get install -y chafa || {
    echo "convert_against_chafa.sh: chafa is not installed. Install it: apt-get install chafa." >&2
    exit 1
}
folders=()
for set in "${sets[@]}"; do
    folder="$cache/${set/@/-}"
    if [ ! -f "$folder/package/icons.json" ]; then
        mkdir -p "$folder"
        archive="$(cd "$folder" && npm pack --silent "@iconify-json/$set")"
        tar -xzf "$folder/$archive" -C "$folder"
    fi
    folders+=("$folder")
done

dotnet build src/AsciiGen.Lab -c Release -v quiet >/dev/null
table="$(dotnet src/AsciiGen.Lab/bin/Release/net10.0/ascii-lab.dll bench convert --sets "${folders[@]}" --chafa "$@")"
mkdir -p "$(dirname "$report")"
{
    echo "# Our converter and chafa on the same pictures"
    echo
    echo "\`bench/convert_against_chafa.sh $*\` on $(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD), .NET $(dotnet --version)," | sed 's/ `/`/; s/sh `/sh`/'
    echo "$(LC_ALL=C lscpu | sed -n 's/^Model name: *//p' | head -n 1). Sets: ${sets[*]}."
    echo
    sed 's/[[:blank:]]*$//; s/^/    /; /^ *$/d' <<<"$table"
    echo
    echo "Both programs draw the same picture at the same place on the same grid; the measures are defined at the top of"
    echo "[Similarity.cs](../../src/AsciiGen.Imaging/Measures/Similarity.cs) and"
    echo "[StrayCharacters.cs](../../src/AsciiGen.Imaging/Measures/StrayCharacters.cs). For the line style chafa is given strokes as bold as it needs"
    echo "([StrokePicture.cs](../../src/AsciiGen.Imaging/Measures/StrokePicture.cs)). What this does not tell: the picture of a line drawing is"
    echo "the strokes our converter found, so finding them is not measured; and our converter chooses characters by a blur of the"
    echo "same width as the measure's, which chafa does not."
} >"$report"
cat "$report"
