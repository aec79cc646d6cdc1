# Shared by the end to end scripts: a new temporary folder with a time-stamped log for each run, kept for reading, and
# steps that stop at the first failure and name the log. A script started alone makes what it needs of earlier stages.

set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
stage="$(basename "$0" .sh)"
nested="${E2E_DIR:+yes}"
E2E_DIR="${E2E_DIR:-$(mktemp -d "${TMPDIR:-/tmp}/ascii-gen-e2e.XXXXXX")}"
export E2E_DIR DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
log="$E2E_DIR/$stage.log"
db="$E2E_DIR/corpus.db"
pack="$E2E_DIR/pack.safetensors"
checkpoints="$E2E_DIR/checkpoints"
checkpoint="$checkpoints/last.json"
export32="$E2E_DIR/export-float32"
export16="$E2E_DIR/export-float16"

say() { printf '%s %s\n' "$(date -u +%H:%M:%S)" "$*" | tee -a "$log"; }

# The program run and its result go to the log; a failure ends the script.
step() {
    local what="$1"
    shift
    say "$what"
    printf '$ %s\n' "$*" >>"$log"
    if ! "$@" >"$E2E_DIR/step.out" 2>"$E2E_DIR/step.err"; then
        cat "$E2E_DIR/step.out" "$E2E_DIR/step.err" >>"$log"
        fail "$what: $(tail -n 1 "$E2E_DIR/step.err" "$E2E_DIR/step.out" 2>/dev/null | grep -v '^==>' | grep . | tail -n 1)"
    fi
    cat "$E2E_DIR/step.out" "$E2E_DIR/step.err" >>"$log"
}

fail() {
    say "FAILED $*"
    trap - EXIT
    echo "log: $log" >&2
    exit 1
}

finish() {
    local code=$?
    if [ "$code" -ne 0 ]; then
        say "FAILED with exit code $code"
        echo "log: $log" >&2
    else
        say "passed"
        [ -n "$nested" ] || printf 'logs: %s\n' "$E2E_DIR"/*.log
    fi
}
trap finish EXIT

require() { [ -s "$1" ] || fail "$1 is missing or empty"; }

# Builds both programs once a run.
build() {
    [ -e "$E2E_DIR/built" ] && return
    step "build ascii-lab" dotnet build "$root/src/AsciiGen.Lab" -c Release
    step "build ascii-gen" dotnet build "$root/src/AsciiGen.Cli" -c Release
    touch "$E2E_DIR/built"
}

lab() { dotnet "$root/src/AsciiGen.Lab/bin/Release/net10.0/ascii-lab.dll" "$@"; }
gen() { dotnet "$root/src/AsciiGen.Cli/bin/Release/net10.0/ascii-gen.dll" "$@"; }

# Runs an earlier stage when what it makes is not there yet.
need() { [ -e "$1" ] || bash "$here/$2" || fail "$2 failed"; }

say "$stage in $E2E_DIR"
