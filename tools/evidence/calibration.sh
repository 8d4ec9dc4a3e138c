#!/usr/bin/env bash
# Fits the model to its targets: the draws of scenarios/data/posterior.csv and the tables of
# evidence/calibration, from which docs/model/calibration.md is printed.
#     tools/evidence/calibration.sh [PROGRAM [THREADS]]   makes them anew: 45 minutes of two cores; goes on
set -euo pipefail
cd "$(dirname "$0")/../.."
source tools/evidence/analysis.sh
program=${1:-.build/release/sim-run}
threads=${2:-$(nproc)}
work=results/calibration
committed=evidence/calibration

analyse "$program" calibrate scenarios/calibration.yaml "$work" "$threads"
tools/evidence/calibration_tables.py "$work" "$committed"
cp "$work/posterior.csv" scenarios/data/posterior.csv
tools/pages/calibration.py > docs/model/calibration.md
