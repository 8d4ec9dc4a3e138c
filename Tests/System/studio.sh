#!/usr/bin/env bash
# The planning page: attacks from the same machine and from other sites, then a planner's walk in Chromium.
# Leaves screenshots in the folder that is given, else throws them away.
# Usage: Tests/System/studio.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../.."

program=${SIM_RUN:-$PWD/.build/release/sim-run}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet playwright

mkdir "$work/attack"
cp -r scenarios seeds "$work/attack/"
(cd "$work/attack" && exec "$program" studio scenarios/casmart.yaml --no-open > address) &
studio=$!
for _ in $(seq 50); do grep -q token "$work/attack/address" && break; sleep 0.1; done
python3 Tests/System/studio_attack.py "$(grep -o 'http://[^ ]*' "$work/attack/address")"
kill "$studio"
wait "$studio" # with 0
[[ ! -e "$work/attack/scenarios/attack.yaml" ]]
python3 Tests/System/studio_close.py "$program" "$work/attack"

Tests/System/short-scenarios.sh "$work/killed"
python3 Tests/System/studio_killed.py "$program" "$work/killed"

# The walk is over fewer months, so that it takes minutes on two cores.
Tests/System/short-scenarios.sh "$work/walk"
"$work/venv/bin/python" Tests/System/studio.py "$program" "$work/walk" "${CHROMIUM:-/usr/bin/chromium}"
if [[ -n ${1:-} ]]; then mkdir -p "$1" && cp "$work"/walk/*.png "$1/"; fi
