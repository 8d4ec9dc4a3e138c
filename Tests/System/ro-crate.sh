#!/usr/bin/env bash
# A results folder as an RO-Crate, by the validator of the profiles; and by its own reader, which finds the files.
# The context of RO-Crate is fetched from nowhere: it is the one that the reader carries, of a later version with
# the same meaning of the terms used here.
#   Tests/System/ro-crate.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${1:-.build/release/sim-run}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check roc-validator rocrate

"$program" run scenarios/casmart-study.yaml --replicates 2 --set calendar.months=6 --set calendar.burn_in=6 \
  --out "$work/result" --quiet
"$program" export "$work/result" --rocrate --quiet
cp -r "$work/result" "$work/named"
"$program" export "$work/named" --rocrate --quiet --author "A. Planner" \
  --licence https://creativecommons.org/licenses/by/4.0/
# It must be able to fail: without what the run was made with, and with a file that is not there.
for broken in instrument hasPart; do cp -r "$work/result" "$work/without-$broken"; done
sed -i 's/"instrument"/"tool"/' "$work/without-instrument/ro-crate-metadata.json"
rm "$work/without-hasPart/summary.csv"
"$work/venv/bin/python" Tests/System/check_crate.py "$work"
