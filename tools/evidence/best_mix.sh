#!/usr/bin/env bash
# The best mix of CASMART's levers within three budgets, by true cases and by survivors assisted: the tables of
# evidence/best-mix, from which docs/model/best-mix.md is printed.
#     tools/evidence/best_mix.sh [PROGRAM [THREADS]]   makes them anew: an hour or more of two cores; goes on
#     tools/evidence/best_mix.sh check [PROGRAM]       runs the first mixes again; 1 where they come out otherwise
set -euo pipefail
cd "$(dirname "$0")/../.."
source tools/evidence/analysis.sh
study=scenarios/best-mix.yaml
work=results/best-mix
committed=evidence/best-mix
# Lines of the first runs that are kept, with their head: each has a replicate of 32 mixes.
kept=3

# search NAME MORE...: a search, into its folder; its table into the committed ones.
search() {
  local name=$1
  shift
  analyse "$program" optimise "$study" "$work/$name" "$threads" "$@"
  cp "$work/$name/frontier.csv" "$committed/$name.csv"
}

# 200 mixes of a grid on draws of their own, as any study of a design runs them.
grid() {
  "$program" run - --threads "$threads" --out "$work/grid" --detail summary --no-report --resume --quiet << 'YAML'
schema: 1
study: best-mix-grid
baseline: scenarios/baseline.yaml
replicates: 10
parameters: scenarios/data/posterior.csv
seed: 20261129
design: grid
variants:
  mix:
    extends: scenarios/casmart.yaml
    levers.awareness.capacity: 7000
    levers.savings.capacity: 240
    levers.services.counselling_places: 0
    levers.services.repatriation_places: 0
ranges:
  levers.awareness.coverage: [0%, 25%, 50%, 75%, 100%]
  levers.savings.coverage: [0%, 40%]
  levers.police_training.coverage: [0%, 30%, 60%, 100%]
  levers.services.beds: [0, 15, 30, 45, 60]
YAML
  tools/pages/best_mix.py grid "$work/grid" > "$committed/grid.csv"
}

write() {
  mkdir -p "$committed"
  search by-cases
  cp "$work/by-cases/settings.csv" "$committed/"
  head -$kept "$work/by-cases/search-1-runs.csv" > "$committed/first-runs.csv"
  grid
  search by-survivors --set objective=survivors_assisted --set replicates=16
  search services-kept --set keep=services --set "budget=[1000000, 1300000]"
  tools/pages/best_mix.py > docs/model/best-mix.md
}

check() { first_runs_again "$program" optimise "$study" "$threads" "$committed" search-1-journal.csv best-mix; }

mode="write"
if [[ ${1:-} == check ]]; then mode=check && shift; fi
program=${1:-.build/release/sim-run}
threads=${2:-$(nproc)}
"$mode"
