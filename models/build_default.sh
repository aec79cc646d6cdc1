#!/usr/bin/env bash
# Makes a model like models/default from scratch: corpus, pack, training, export. Sources are fetched by name and version
# with npm and apt-get. About an hour on two cores. Usage: models/build_default.sh [FOLDER], default runs/default.
set -euo pipefail
cd "$(dirname "$0")/.."
folder="${1:-runs/default}"
for tool in npm apt-get dpkg-deb; do
    command -v "$tool" >/dev/null || { echo "build_default.sh: $tool is missing. Install it, it fetches the sources." >&2; exit 1; }
done
mkdir -p "$folder/sources"
folder="$(cd "$folder" && pwd)"
dotnet build src/AsciiGen.Lab -c Release -v quiet
lab() { dotnet src/AsciiGen.Lab/bin/Release/net10.0/ascii-lab.dll "$@"; }
db="$folder/ascii_art.db"

if [ ! -e "$db" ]; then
    (
        cd "$folder/sources"
        npm pack --silent @iconify-json/lucide@1.2.137 @iconify-json/tabler@1.2.41
        for package in lucide-1.2.137 tabler-1.2.41; do
            mkdir -p "$package" && tar -xzf "iconify-json-$package.tgz" -C "$package"
        done
        apt-get download figlet
        dpkg-deb -x figlet_*.deb figlet
        mkdir -p fonts
        for font in standard small slant big; do cp "figlet/usr/share/figlet/$font.flf" fonts/; done
    )
    lab corpus init --db "$db"
    lab corpus import hand art/hand --db "$db"
    lab corpus import icons "$folder/sources/lucide-1.2.137/package" --db "$db"
    lab corpus import icons "$folder/sources/tabler-1.2.41/package" --db "$db"
    lab corpus import figlet "$folder/sources/fonts" --license BSD-3-Clause --name figlet --source-version 2.2.5 --count 400 \
        --attribution "FIGlet fonts, copyright Glenn Chappell, Ian Chai, John Cowan, Christiaan Keet, Claudio Matsuoka" --db "$db"
fi

# Seed 5 of the split: the subjects it sets aside are not the ones everybody asks for first.
split=(--seed 5 --validation 0.03)

# The settings of that time, before Muon and the ablation of docs/LOG.md. Breadth first: three styles, mirrored half of the time. Then long on the hand-drawn pieces alone, small batches, common subjects more often.
lab corpus pack --db "$db" --out "$folder/all.safetensors" "${split[@]}" --weight hand=0.75,line=0.17,banner=0.08
lab corpus pack --db "$db" --out "$folder/hand.safetensors" "${split[@]}" --weight hand=1 --prefer corpus/common_subjects.txt
then=(--optimiser adamw --decay cosine --prompt-rate 8 --curriculum 0)
lab train --pack "$folder/all.safetensors" --preset small --max-iters 2600 "${then[@]}" --batch-tokens 4096 --learning-rate 2e-3 --warm-up 150 --min-learning-rate 1e-3 \
    --checkpoint-dir "$folder/breadth"
lab train --pack "$folder/hand.safetensors" --init-from "$folder/breadth" --max-iters 6000 "${then[@]}" --min-learning-rate 2e-5 --batch-tokens 2048 --learning-rate 1.5e-3 \
    --no-mirror --checkpoint-dir "$folder/depth"
lab corpus subjects --db "$db" --packages "$folder/packages" --out "$folder/subjects.tsv"
lab export --checkpoint "$folder/depth" --output-dir "$folder/model" --dtype float16 --name small --license MIT \
    --subjects "$folder/subjects.tsv" --description "hand-drawn ASCII art, small preset"
lab verify "$folder/model"
