#!/usr/bin/env bash
# The whole path: data sanity -> tiny training -> export -> cross-validated inference -> one native file -> packages.
source "$(dirname "$0")/lib.sh"

for part in data train resume export native embedded packages; do bash "$here/e2e_$part.sh" || fail "e2e_$part.sh"; done
