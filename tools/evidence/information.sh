#!/usr/bin/env bash
# Runs the main study over all draws of scenarios/data/posterior.csv: the tables of evidence/information, from
# which docs/model/information.md is printed.
#     tools/evidence/information.sh [PROGRAM]   makes them anew: 25 minutes of two cores; goes on where it was
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${1:-.build/release/sim-run}
work=results/information
committed=evidence/information

"$program" run scenarios/casmart-study.yaml --replicates 600 --detail summary --no-report --out "$work" --resume
mkdir -p "$committed"
cp "$work/voi.csv" "$work/boxes.csv" "$committed/"
awk -F, 'NR == 1 || $3 == "true_cases"' "$work/effects.csv" > "$committed/effects.csv"
tools/pages/information.py > docs/model/information.md
