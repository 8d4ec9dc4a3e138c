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
mkdir -p "$folder/inside"
cp -r scenarios seeds "$folder/inside/"
# Over fewer months, so that many runs come to their end.
cat > "$folder/inside/scenarios/short-baseline.yaml" <<'YAML'
schema: 1
name: short-baseline
title: {en: "No programme", fr: "Sans programme"}
extends: baseline.yaml
calendar: {burn_in: 2, months: 12}
YAML
sed 's/^name: casmart/name: short/; s/^extends: baseline.yaml/extends: short-baseline.yaml/' \
  scenarios/casmart.yaml > "$folder/inside/scenarios/short.yaml"
"$work/venv/bin/python" Tests/System/studio_random.py "$program" "$folder" "${CHROMIUM:-/usr/bin/chromium}" \
  "$minutes" ${SEED:+"$SEED"}
