#!/usr/bin/env bash
# Fits the model to its targets: the draws of scenarios/data/posterior.csv and the tables of
# evidence/calibration, from which docs/model/calibration.md is printed.
#     tools/evidence/calibration.sh [PROGRAM [THREADS]]   makes them anew: 45 minutes of two cores; goes on
#     tools/evidence/calibration.sh check [PROGRAM]       runs the first members again; 1 where they come out otherwise
set -euo pipefail
cd "$(dirname "$0")/../.."
source tools/evidence/analysis.sh
study=scenarios/calibration.yaml
committed=evidence/calibration
# Lines of the first pass that are kept, with their head.
kept=7

write() {
  local work=results/calibration
  analyse "$program" calibrate "$study" "$work" "$threads"
  tools/evidence/calibration_tables.py "$work" "$committed"
  head -$kept "$work/pass-1-runs.csv" > "$committed/first-runs.csv"
  cp "$work/posterior.csv" scenarios/data/posterior.csv
  tools/pages/calibration.py > docs/model/calibration.md
}

check() { first_runs_again "$program" calibrate "$study" "$threads" "$committed" pass-1-journal.csv calibration; }

mode="write"
if [[ ${1:-} == check ]]; then mode=check && shift; fi
program=${1:-.build/release/sim-run}
threads=${2:-$(nproc)}
"$mode"
