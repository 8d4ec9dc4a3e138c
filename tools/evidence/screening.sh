#!/usr/bin/env bash
# Which of all judged parameters matter at all: the tables of evidence/screening, and whether they are still
# the model's.
#     tools/evidence/screening.sh [PROGRAM [THREADS]]   makes them anew: half an hour of two cores; stopped, goes on
#     tools/evidence/screening.sh check [PROGRAM]       1 where parameters, targets or levers have changed
set -euo pipefail
cd "$(dirname "$0")/../.."
source tools/evidence/analysis.sh
study=scenarios/screening.yaml
committed=evidence/screening

# Of screening.csv what is not negligible: the rest is thousands of rows that say the same.
write() {
  local work=results/screening
  analyse "$program" sensitivity "$study" "$work" "$threads"
  mkdir -p "$committed"
  cp "$work"/{settings,kept}.csv "$committed"
  grep -v ',negligible$' "$work/screening.csv" > "$committed/screening.csv.part"
  mv "$committed/screening.csv.part" "$committed/screening.csv"
}

# The settings follow from the study, the parameters and the targets; it is interrupted after they stand.
check() {
  local work
  work=$(mktemp -d)
  trap 'rm -rf "$work"' RETURN
  has_settings() { [[ -s $work/out/settings.csv ]]; }
  analyse_until has_settings "$program" sensitivity "$study" "$work/out" "$threads"
  if ! diff "$committed/settings.csv" "$work/out/settings.csv"; then
    echo "$committed is of other parameters, targets or levers. If that is meant: tools/evidence/screening.sh" >&2
    return 1
  fi
}

mode="write"
if [[ ${1:-} == check ]]; then mode=check && shift; fi
program=${1:-.build/release/sim-run}
threads=${2:-$(nproc)}
"$mode"
