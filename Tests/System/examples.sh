#!/usr/bin/env bash
# Builds the package in Examples as a stranger would and holds what it prints to the reference result.
set -euo pipefail
cd "$(dirname "$0")/../.."

mapfile -t flags < <(.ci/native-flags | xargs -n 1)
swift build -c release "${flags[@]}" --package-path Examples --scratch-path .build-examples \
  --product one-replicate > .build-examples.log 2>&1 || { tail -20 .build-examples.log; exit 1; }
said=$(.build-examples/release/one-replicate)
want=$(awk -F, '$2 == 1 && $1 == "baseline" { without = $3 } $2 == 1 && $1 == "all" { with = $3 }
  END { printf "trafficked: %d without the programme, %d with it", without, with }' \
  results/reference/casmart-study/outcomes.csv)
[[ $said == "$want" ]] || { echo "examples: '$said' is printed, '$want' stands in the reference" >&2; exit 1; }
echo "examples: $said, as in the reference"
