#!/usr/bin/env bash
# A random user of the planning page in Chromium for so many minutes: see studio_random.py. SEED repeats a walk.
# Leaves the clicks, what was written and pictures of faults in the folder that is given, else throws them away.
# Usage: Tests/System/studio-random.sh MINUTES [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../.."

minutes=${1:?"Usage: Tests/System/studio-random.sh MINUTES [FOLDER]"}
program=${SIM_RUN:-$PWD/.build/release/sim-run}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet playwright

folder=${2:-$work/walk}
Tests/System/short-scenarios.sh "$folder/inside"
"$work/venv/bin/python" Tests/System/studio_random.py "$program" "$folder" "${CHROMIUM:-/usr/bin/chromium}" \
  "$minutes" ${SEED:+"$SEED"}
