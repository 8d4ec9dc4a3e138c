#!/usr/bin/env bash
# Which assumptions matter: the tables of evidence/sensitivity, and whether they are still the model's.
#     tools/evidence/sensitivity.sh [PROGRAM [THREADS]]   makes them anew: half an hour of one core; stopped, goes on
#     tools/evidence/sensitivity.sh check [PROGRAM]       runs the first points again; 1 where they come out otherwise
set -euo pipefail
cd "$(dirname "$0")/../.."
source tools/evidence/analysis.sh
study=scenarios/which-assumptions.yaml
committed=evidence/sensitivity

# The study's tables but for designs, which follow from the seed.
write() {
  local work=results/which-assumptions
  analyse "$program" sensitivity "$study" "$work" "$threads"
  mkdir -p "$committed"
  cp "$work"/{settings,indices,signs,design-runs}.csv "$committed"
  worlds > "$committed/worlds.csv.part"
  mv "$committed/worlds.csv.part" "$committed/worlds.csv"
}

# Worlds in which a lever does harm, as far as effects.csv has them.
worlds() {
  local name
  echo "study,scenario,indicator,effect,ci_low,ci_high,relative_effect,verdict,replicates"
  for name in awareness-overfeared savings-liquidity training-displaces; do
    "$program" run "scenarios/$name.yaml" --threads "$threads" --detail summary --no-report --quiet \
      --force --out "results/$name"
    awk -F, -v study="$name" '
      NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
      $at["indicator"] ~ /^(departures|departures_irregular|true_cases)$/ {
        print study "," $at["scenario"] "," $at["indicator"] "," $at["effect"] "," $at["ci_low"] "," \
          $at["ci_high"] "," $at["relative_effect"] "," $at["verdict"] "," $at["replicates"]
      }' "results/$name/effects.csv"
  done
}

# Interrupts the study after some runs, which are the first of those committed unless the model, its
# parameters or the study have changed.
check() {
  local work journal
  work=$(mktemp -d)
  trap 'rm -rf "$work"' RETURN
  journal=$work/out/design-journal.csv
  seven_rows() { [[ -e $journal && $(wc -l < "$journal") -gt 6 ]]; }
  analyse_until seven_rows "$program" sensitivity "$study" "$work/out" "$threads"
  if ! diff "$committed/settings.csv" "$work/out/settings.csv" ||
    ! diff <(head -7 "$committed/design-runs.csv") <(head -7 "$journal" | sed 's/,[^,]*$//'); then
    echo "$committed is of another model or study. If that is meant: make sensitivity" >&2
    return 1
  fi
}

mode="write"
if [[ ${1:-} == check ]]; then mode=check && shift; fi
program=${1:-.build/release/sim-run}
threads=${2:-$(nproc)}
"$mode"
