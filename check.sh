#!/usr/bin/env bash
# Exactly what CI runs: the tests, then build, format, links, words and the end to end path. Each step is one line
# `passed NAME` or `FAILED NAME`, the last line counts them. --no-test leaves the tests out (CI has just run them).
# Does not know CI; .ci/run adds the numbers up.

set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
passed=0
failed=0

check() {
    local name="$1" output
    shift
    if output="$("$@" 2>&1)"; then
        passed=$((passed + 1))
        echo "passed $name"
    else
        failed=$((failed + 1))
        echo "FAILED $name"
        printf '%s\n' "$output" | tail -n 40 | sed 's/^/    /'
    fi
}

sources() { git ls-files --cached --others --exclude-standard -- "$@"; }

# Warnings are errors (Directory.Build.props).
build() { dotnet build AsciiGen.slnx -c Release -v quiet; }

tests() { dotnet test -c Release; }

# Longer files need a reason here.
long_files() {
    local file lines found=0
    while read -r file; do
        case "$file" in
            # none so far
            "") continue ;;
        esac
        lines=$(wc -l <"$file")
        if [ "$lines" -gt 300 ]; then
            echo "$file has $lines lines, the most is 300"
            found=1
        fi
    done < <(sources 'src/*.cs' 'tests/*.cs')
    return "$found"
}

format() {
    local found=0
    if sources '*.cs' '*.sh' '*.md' '*.csproj' '*.props' '*.targets' | xargs grep -nE '[[:blank:]]+$|'$'\t'; then
        echo "trailing blanks or tabs in the lines above"
        found=1
    fi
    if sources 'src/*.cs' | xargs grep -nE '^.{241,}$'; then
        echo "lines above 240 columns"
        found=1
    fi
    return "$found"
}

# Every relative link of every page leads to a file.
links() {
    local page target found=0
    while read -r page; do
        while read -r target; do
            case "$target" in
                http*|mailto:*|'#'*|'') continue ;;
            esac
            if [ ! -e "$(dirname "$page")/${target%%#*}" ]; then
                echo "$page: no $target"
                found=1
            fi
        done < <(grep -oE '\]\([^) ]+\)' "$page" | sed -E 's/^\]\(//; s/\)$//')
    done < <(sources '*.md')
    return "$found"
}

# Left-overs and paths of one machine. This file names the words, so it is left out.
words() {
    ! sources '*.cs' '*.sh' '*.md' '*.csproj' '*.props' '*.targets' '*.sql' | grep -v '^check.sh$' \
        | xargs grep -nE '\b(TODO|FIXME|XXX|HACK)\b|/(home|Users|root)/[a-z]|C:\\\\Users|^(<<<<<<<|>>>>>>>) '
}

# The PyTorch twin's own tests; those that need torch are skipped without it.
twin() { (cd scaleout && "$python" -m unittest discover); }

# The engine's arithmetic as processors with less compute it. Without any vector instructions this takes two minutes: there
# SameBitsTests, one of the tests, has to do.
numerics() {
    local each classes=()
    for each in Width PanelMatrix Attention Kernel Batch Candidates Precision Transformer; do classes+=(-class "AsciiGen.Tests.${each}Tests"); done
    env "$1=0" dotnet tests/AsciiGen.Tests/bin/Release/net10.0/AsciiGen.Tests.dll "${classes[@]}"
}

# The drawings of the README and of docs/GALLERY.md are what the program draws.
gallery() { docs/gallery.sh --check; }

end_to_end() { bash tests/e2e/e2e_full.sh; }

case "${1:-}" in
    --no-test) ;;
    "") check "tests" tests ;;
    *)
        echo "check.sh: unknown option '$1'. Use --no-test or nothing." >&2
        exit 2
        ;;
esac
check "build without warnings" build
check "numerics without AVX-512" numerics DOTNET_EnableAVX512
check "numerics without AVX2" numerics DOTNET_EnableAVX2
check "files under 300 lines" long_files
check "format" format
check "links in the documentation" links
check "no left-overs" words
check "gallery" gallery
python="$(for each in /usr/bin/python3 python3; do "$each" -c 'import numpy' 2>/dev/null && echo "$each" && break; done)"
if [ -n "$python" ]; then check "scaleout" twin; else echo "skipped scaleout: python3 with numpy is not installed"; fi
check "end to end" end_to_end
echo "checks: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
