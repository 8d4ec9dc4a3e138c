#!/usr/bin/env bash
# The best mix of CASMART's levers within three budgets, by true cases and by survivors assisted: the tables of
# evidence/best-mix, from which docs/model/best-mix.md is printed.
#     tools/evidence/best_mix.sh [PROGRAM]   makes them anew: an hour and a half of two cores; goes on where it was
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${1:-.build/release/sim-run}
study=scenarios/best-mix.yaml
work=results/best-mix
committed=evidence/best-mix

mkdir -p "$committed" "$work"
# search NAME MORE...: a search, into its folder; its table into the committed ones.
search() {
  local name=$1
  shift
  "$program" optimise "$study" --out "$work/$name" --resume "$@" > "$work/$name.txt"
  cp "$work/$name/frontier.csv" "$committed/$name.csv"
}
search by-cases

# 200 mixes of a grid on draws of their own, as any study of a design runs them.
"$program" run - --out "$work/grid" --detail summary --no-report --resume > /dev/null <<'YAML'
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
    levers.awareness.capacity: 2800
    levers.savings.capacity: 180
ranges:
  levers.awareness.coverage: [0%, 10%, 20%, 30%, 40%]
  levers.savings.coverage: [0%, 40%]
  levers.police_training.coverage: [0%, 30%, 60%, 100%]
  levers.services.beds: [0, 15, 30, 45, 60]
YAML
tools/pages/best_mix.py grid "$work/grid" > "$committed/grid.csv"

search by-survivors --set objective=survivors_assisted --set replicates=16
search services-kept --set keep=services --set budget=1000000
tools/pages/best_mix.py > docs/model/best-mix.md
