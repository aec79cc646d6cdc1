#!/usr/bin/env bash
# The same drawings everywhere: the published file at every level of x86-64, natively and in emulators of processors without
# AVX-512 and without AVX, against the JIT with and without its vector instructions, byte for byte; and the memory they take.
# With a cross compiler also the file for linux-arm64, emulated.
# e2e_levels.sh [--write FILE] [--program FILE] [MODEL...]: the transcript, a file already published, models beside the one inside.
source "$(dirname "$0")/lib.sh"

transcript="$E2E_DIR/levels.md"
target="" program=""
while [ "${1:-}" = --write ] || [ "${1:-}" = --program ]; do
    [ -n "${2:-}" ] || fail "$1 needs a file"
    if [ "$1" = --write ]; then target="$2"; else program="$2"; fi
    shift 2
done

step "build ascii-gen" dotnet build "$root/src/AsciiGen.Cli" -c Release
if [ -z "$program" ]; then
    step "publish" dotnet publish "$root/src/AsciiGen.Cli" -c Release -o "$E2E_DIR/levels"
    program="$E2E_DIR/levels/ascii-gen"
fi
jit="$root/src/AsciiGen.Cli/bin/Release/net10.0/ascii-gen.dll"
arm=""
cross=(clang aarch64-linux-gnu-gcc aarch64-linux-gnu-objcopy qemu-aarch64)
if command -v "${cross[@]}" >/dev/null && [ "$(command -v "${cross[@]}" | wc -l)" -eq 4 ]; then
    step "publish for linux-arm64" dotnet publish "$root/src/AsciiGen.Cli" -c Release -r linux-arm64 -p:ObjCopyName=aarch64-linux-gnu-objcopy \
        -o "$E2E_DIR/arm64" --artifacts-path "$E2E_DIR/artifacts-arm64"
    arm="$E2E_DIR/arm64/ascii-gen"
else
    say "skipped linux-arm64: needs clang, gcc-aarch64-linux-gnu and qemu-user"
fi
emulator="$(command -v qemu-x86_64 || command -v qemu-x86_64-static || true)"
clock="$([ -x /usr/bin/time ] && echo /usr/bin/time || true)"

# Small enough for the slowest, a whole drawing, and the best of three drawn by two threads.
small=(cat --seed 1 --width 16 --height 6 --max-chars 40)
whole=(cat --seed 1 --width 24 --height 12)
other=("sailing boat" --seed 7 --width 30 --height 12 --temperature 1 --candidates 3 --threads 2)
tell() { printf '%s\n' "$*" >>"$transcript"; }

# One drawing: its digest in $digest, the most memory in $memory. The first drawing of a kind is what the others must equal.
declare -A expected
draw() {
    local kind="$1"
    shift
    memory="-"
    if [ -n "$clock" ]; then
        "$clock" -f %M -o "$E2E_DIR/memory" "$@" "${model[@]}" >"$E2E_DIR/drawn" 2>>"$log" || fail "$where: $kind cannot be drawn"
        memory="$(awk '{ printf "%.1f MB", $1 * 1024 / 1e6 }' "$E2E_DIR/memory")"
    else
        "$@" "${model[@]}" >"$E2E_DIR/drawn" 2>>"$log" || fail "$where: $kind cannot be drawn"
    fi
    require "$E2E_DIR/drawn"
    digest="$(sha256sum "$E2E_DIR/drawn" | head -c 16)"
    : "${expected[$kind$name]:=$digest}"
    [ "${expected[$kind$name]}" = "$digest" ] || fail "$where draws $kind differently: $digest, expected ${expected[$kind$name]}"
}

# A row of the table: where, how many of the drawings (1 or 3), the command.
row() {
    local where="$1" count="$2" first second="-" third="-"
    shift 2
    say "$name: $where"
    local says
    says="$("$@" --info 2>>"$log" | sed -n 's/^processor *//p')" || fail "$where cannot be started"
    draw small "$@" "${small[@]}"
    first="$digest"
    if [ "$count" -eq 3 ]; then
        draw whole "$@" "${whole[@]}"
        second="$digest"
        draw other "$@" "${other[@]}"
        third="$digest"
    fi
    case "$where" in emulated*) memory="-" ;; esac # the emulator's own
    tell "| $name | $where | $says | $first | $second | $third | $memory |"
}

everywhere() {
    local level refused
    for level in v4 v3 v2; do
        if refused="$(ASCII_GEN_LEVEL=$level "$program" --version 2>&1)"; then
            row "native, $level" 3 env "ASCII_GEN_LEVEL=$level" "$program"
        else
            say "skipped native $level: $refused"
        fi
    done
    if [ -n "$emulator" ]; then
        row "emulated Haswell" 3 "$emulator" -cpu Haswell "$program"
        row "emulated Nehalem" 1 "$emulator" -cpu Nehalem "$program"
    else
        say "skipped the emulators: qemu-x86_64 is not installed (apt-get install qemu-user)"
    fi
    [ -z "$arm" ] || row "emulated linux-arm64" 3 qemu-aarch64 -L /usr/aarch64-linux-gnu "$arm"
    row "JIT" 3 dotnet "$jit"
    row "JIT, DOTNET_EnableAVX512=0" 3 env DOTNET_EnableAVX512=0 dotnet "$jit"
    row "JIT, DOTNET_EnableAVX2=0" 3 env DOTNET_EnableAVX2=0 dotnet "$jit"
    row "JIT, DOTNET_EnableHWIntrinsic=0" 3 env DOTNET_EnableHWIntrinsic=0 dotnet "$jit"
}

: >"$transcript"
tell "# The same drawing everywhere"
tell ""
tell "\`tests/e2e/e2e_levels.sh --write FILE MODEL...\` on $(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1), .NET $(dotnet --list-runtimes | sed -n 's/^Microsoft.NETCore.App \([^ ]*\).*/\1/p' | tail -n 1)${emulator:+, $("$emulator" --version | head -n 1 | sed 's/ (.*//')}. One file of $(($(stat -c %s "$program") / 1000)) kB draws"
tell "natively and in the emulators of x64. The first 16 digits of the SHA-256 of three drawings: \`${small[*]}\`, \`${whole[*]}\`, \`${other[*]}\`"
tell "(in the slowest place only the first), and the most memory that the last of them took."
tell ""
tell "| model | where | in use | first | second | third | memory |"
tell "|---|---|---|---|---|---|---|"
name="the one inside" model=()
everywhere
for path in "$@"; do
    [ -e "$path" ] || fail "there is no model at '$path'"
    name="$(basename "$path")"
    model=(--model "$path")
    everywhere
done
say "every drawing is the same everywhere"
cat "$transcript"
if [ -n "$target" ]; then cp "$transcript" "$target"; fi
