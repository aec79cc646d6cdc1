#!/usr/bin/env bash
# Measures training steps, tokens a second, of the trainer in C#, of the PyTorch that Debian ships (through scaleout) and of
# libtorch 2.10 (bench/libtorch): same model, shapes and threads, fp32, in turns; medians over rounds. Writes bench/results/train.md.
# libtorch 2.10 needs a younger C++ library than Debian 12 has, so there it runs in a Debian 13 root:
#
#   bench/train.sh [--rounds 3] [--seconds 15] [--threads 2] [--presets "small medium"]
#   DEBIAN13_ROOT=FOLDER bench/train.sh          an existing root (needs root)
#   bench/train.sh --make-root FOLDER            makes it with debootstrap first
#
# The torches get what serves them best, tried out first: glibc as it is or keeping freed memory instead of faulting it in
# again, and Debian's torch each OpenBLAS that is installed.

set -euo pipefail
cd "$(dirname "$0")/.."
rounds=3 seconds=15 threads=2 presets="small medium" root="${DEBIAN13_ROOT:-}"
report=bench/results/train.md
keep="MALLOC_TRIM_THRESHOLD_=8589934592 MALLOC_MMAP_THRESHOLD_=8589934592"
pad="$keep MALLOC_TOP_PAD_=268435456"
declare -A setting

refuse() {
    echo "train.sh: $*" >&2
    exit 2
}

while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || refuse "$1 has no value. Options: --rounds --seconds --threads --presets --make-root."
    case "$1" in
        --rounds) rounds=$2 ;;
        --seconds) seconds=$2 ;;
        --threads) threads=$2 ;;
        --presets) presets=$2 ;;
        --make-root)
            root=$2
            command -v debootstrap >/dev/null || apt-get install -y debootstrap >&2
            [ -e "$root/usr/bin/env" ] || debootstrap --variant=minbase trixie "$root" >&2
            ;;
        *) refuse "unknown option $1. Options: --rounds --seconds --threads --presets --make-root." ;;
    esac
    shift 2
done

python=/usr/bin/python3
if ! "$python" -c 'import torch, numpy' 2>/dev/null; then
    if [ "$(id -u)" -ne 0 ]; then refuse "python3-torch is not installed. Install it: apt-get install python3-torch python3-numpy libopenblas0-pthread."; fi
    apt-get install -y python3-torch python3-numpy libopenblas0-pthread >&2
fi

dotnet build src/AsciiGen.Lab -c Release -v quiet >/dev/null
dotnet build bench/libtorch/libtorch.csproj -c Release -v quiet >/dev/null
dotnet_home="$(dirname "$(readlink -f "$(command -v dotnet)")")"
peer="$PWD/bench/libtorch/bin/Release/net10.0/linux-x64"
results="$(mktemp -d)"
trap 'rm -rf "$results"' EXIT

ours() { dotnet src/AsciiGen.Lab/bin/Release/net10.0/ascii-lab.dll bench "$@" --json; }
# A setting is words NAME=VALUE, so it is left to split.
debian() { (cd scaleout && env ${setting[debian]} "$python" -m ascii_scaleout.bench "$@" --json); }
directly() { env ${setting[libtorch]} dotnet "$peer/train-libtorch.dll" "$@"; }

# Mounts in a namespace of its own, which takes them along when it ends.
in_root() {
    mkdir -p "$root/opt/dotnet" "$root/opt/train-libtorch"
    unshare --mount bash -c 'root=$1 home=$2 peer=$3; shift 3
        mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
        mount --bind "$home" "$root/opt/dotnet"; mount --bind "$peer" "$root/opt/train-libtorch"
        exec chroot "$root" /usr/bin/env "$@"' in_root "$root" "$dotnet_home" "$peer" \
        ${setting[libtorch]} /opt/dotnet/dotnet /opt/train-libtorch/train-libtorch.dll "$@"
}

# libtorch from NuGet, whichever way it loads; else a sentence for the report.
setting[libtorch]=OMP_NUM_THREADS=$threads
libtorch="" why="" trial=(--preset tiny --seconds 1 --batch 1)
if directly "${trial[@]}" >/dev/null 2>"$results/why"; then
    libtorch=directly
elif [ -z "$root" ]; then
    missing="$(ldd "$peer"/libLibTorchSharp.so 2>&1 | grep -m 1 -o 'GLIBCXX_[0-9.]*. not found' | tr -d "'" || true)"
    why="libtorch 2.10 does not load here (${missing:-no reason found}). Give DEBIAN13_ROOT or --make-root."
elif in_root "${trial[@]}" >/dev/null 2>"$results/why"; then
    libtorch=in_root
else
    why="libtorch 2.10 does not run in $root: $(grep -m 1 . "$results/why" || true)"
fi
[ -z "$why" ] || echo "train.sh: $why" >&2

# The fastest of some settings for a program, by short runs of the first preset.
choose() {
    local name=$1 program=$2 best=0 winner="" speed candidate
    shift 2
    for candidate in "$@"; do
        setting[$name]=$candidate
        speed="$("$program" --preset "${presets%% *}" --seconds 4 --threads "$threads" --context 512 --batch 16 | grep -o '"tokens_per_second": *[0-9]*' | grep -o '[0-9]*$' || echo 0)"
        echo "trial of $name, $speed tokens/s with $candidate" >&2
        if [ "$speed" -gt "$best" ]; then
            best=$speed
            winner=$candidate
        fi
    done
    [ "$best" -gt 0 ] || refuse "$name does not run. Try it by hand: see $program() in this script."
    setting[$name]=$winner
}

candidates=()
for library in /usr/lib/*/openblas-*/libblas.so.3; do
    [ -e "$library" ] || continue
    for memory in OMP_NUM_THREADS="$threads" "$pad" "$pad OPENBLAS_NUM_THREADS=1"; do candidates+=("LD_LIBRARY_PATH=$(dirname "$library") $memory"); done
done
choose debian debian "${candidates[@]:-OMP_NUM_THREADS=$threads}"
if [ -n "$libtorch" ]; then choose libtorch "$libtorch" OMP_NUM_THREADS="$threads" "$keep" "$pad"; fi

for round in $(seq "$rounds"); do
    for preset in $presets; do
        for program in ours debian $libtorch; do
            echo "round $round of $rounds, $preset, $program" >&2
            "$program" --preset "$preset" --seconds "$seconds" --threads "$threads" --context 512 --batch 16 >"$results/$preset-${program/in_root/directly}-$round.json"
        done
    done
done

mkdir -p "$(dirname "$report")"
{
    echo "# Training speed against PyTorch"
    echo
    echo "\`bench/train.sh\` on $(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD), .NET $(dotnet --version), $(LC_ALL=C lscpu | sed -n 's/^Model name: *//p' | head -n 1),"
    echo "$threads threads, fp32, context 512, batch 16, one synthetic batch; medians of $rounds rounds in turns, each of $seconds seconds after warm-up."
    for name in debian ${libtorch:+libtorch}; do echo "Best setting of $name: \`${setting[$name]}\`."; done
    [ -z "$why" ] || { echo; echo "$why"; }
    echo
    "$python" bench/train_table.py "$results" "$presets"
} >"$results/report"
cp "$results/report" "$report"
cat "$report"
