#!/usr/bin/env bash
# The engine's whole test project once more without AVX-512, without AVX2 and without any vector instructions. The last takes
# minutes, so check.sh runs the numerics without the first two only, and the pinned bits without all three.
source "$(dirname "$0")/lib.sh"

step "build the tests" dotnet build "$root/tests/AsciiGen.Tests" -c Release
for switch in DOTNET_EnableAVX512 DOTNET_EnableAVX2 DOTNET_EnableHWIntrinsic; do
    # One test starts such processes itself.
    step "tests with $switch=0" env "$switch=0" dotnet "$root/tests/AsciiGen.Tests/bin/Release/net10.0/AsciiGen.Tests.dll" \
        -method- AsciiGen.Tests.SameBitsTests.The_bits_are_the_same_without
    say "$(grep -o 'Total: .*' "$E2E_DIR/step.out" | tail -n 1)"
done
