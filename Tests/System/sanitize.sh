#!/usr/bin/env bash
# A small study, baseline and all levers, two replicates on two threads, under ThreadSanitizer and
# AddressSanitizer: any report fails. Threads within one run are covered by the second command.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
Tests/System/small-study.sh "$work"

check() {
  local name=$1 scratch=$2 start=$SECONDS
  swift build -c release --sanitize="$name" --scratch-path "$scratch" --product sim-run \
    > "$work/build.log" 2>&1 || { tail -20 "$work/build.log"; return 1; }
  local built=$SECONDS
  # Repeated, because a race shows only in some interleavings.
  local round
  for round in 1 2 3; do
    for threads in 2 3; do
      "$scratch/release/sim-run" run "$work/study.yaml" --threads "$threads" --replicates 2 \
        --out "$work/out-$name-$round-$threads" > "$work/run.log" 2>&1 \
        || { cat "$work/run.log"; echo "$name sanitizer: FAIL"; return 1; }
      if grep -qE "WARNING: ThreadSanitizer|ERROR: AddressSanitizer|SUMMARY:" "$work/run.log"; then
        cat "$work/run.log"
        echo "$name sanitizer: FAIL"
        return 1
      fi
    done
  done
  echo "$name sanitizer: pass (build $((built - start)) s, six runs $((SECONDS - built)) s)"
}

export TSAN_OPTIONS=halt_on_error=0:exitcode=66 ASAN_OPTIONS=detect_leaks=0
check thread .build-tsan
check address .build-asan
