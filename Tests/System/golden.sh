#!/usr/bin/env bash
# The golden run in debug and in a portable release build: the same bits in each; and a study's folder of
# the portable build beside that of the fast one. `make test` holds the fast build to the same golden file.
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
    grep -E "error:|✘" ".build-$name.log" | sed -n 1,20p
    failed=1
  fi
  # Only the first build refreshes; the others are held to it.
  unset SIM_REFRESH_GOLDEN
}

check portable -c release --disable-testable-imports

# A study over draws, its page included: each build writes the same files, but for what run.json says of memory
# and seconds.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for build in .build .build-portable; do
  "$build/release/sim-run" run scenarios/casmart-study.yaml --replicates 6 --quiet \
    --out "$work/$build" || failed=1
done
if diff -r --exclude run.json "$work/.build" "$work/.build-portable" > "$work/difference"; then
  echo "casmart-study, portable and fast build: the same bytes in $(find "$work/.build" -type f | wc -l) files"
else
  echo "casmart-study, portable and fast build: FAIL"
  head -5 "$work/difference"
  failed=1
fi

check debug
exit $failed
