#!/usr/bin/env bash
# The golden run in debug and in a portable release build: the same bits in each. `make test` holds
# the native build to the same file.
# After a change that is meant to change results: SIM_REFRESH_GOLDEN=1 Tests/System/golden.sh
set -uo pipefail
cd "$(dirname "$0")/../.." || exit

failed=0
check() {
  local name=$1 start=$SECONDS
  shift
  if swift test --scratch-path ".build-$name" "$@" --filter SimTests.GoldenTests \
    > ".build-$name.log" 2>&1 && grep -q "Test run with 1 test .*passed" ".build-$name.log"; then
    echo "golden run, $name: pass ($((SECONDS - start)) s)"
  else
    echo "golden run, $name: FAIL ($((SECONDS - start)) s)"
    grep -E "error:|✘" ".build-$name.log" | head -20
    failed=1
  fi
  # Only the first build refreshes; the others are held to it.
  unset SIM_REFRESH_GOLDEN
}

check portable -c release --disable-testable-imports
check debug
exit $failed
