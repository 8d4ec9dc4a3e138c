#!/usr/bin/env bash
# Which assumptions matter: the tables of evidence/sensitivity, and whether they are still the model's.
#     tools/evidence/sensitivity.sh [PROGRAM [THREADS]]   makes them anew: half an hour of one core; stopped, goes on
#     tools/evidence/sensitivity.sh check [PROGRAM]       runs the first points again; 1 where they come out otherwise
set -euo pipefail
cd "$(dirname "$0")/../.."
study=scenarios/which-assumptions.yaml
committed=evidence/sensitivity

# The study's tables but for designs and trajectories, which follow from the seed. Goes on only with
# what the same program left unfinished: settings.csv names the study and not the model, and runs of
# another model would be taken for this one's.
write() {
  local work=results/which-assumptions resume=()
  local mark=$work.program
  if [[ -e $mark && $(< "$mark") == "$(digest)" ]] && compgen -G "$work/*-journal.csv" > /dev/null; then
    resume=(--resume)
  fi
  mkdir -p results
  [[ ${#resume[@]} -gt 0 ]] || rm -f "$mark" "$work"/*-journal.csv
  digest > "$mark"
  "$program" sensitivity "$study" --threads "$threads" --out "$work" "${resume[@]}" --force --quiet
  mkdir -p "$committed"
  cp "$work"/{settings,indices,signs,design-runs}.csv "$committed"
  worlds > "$committed/worlds.csv.part"
  mv "$committed/worlds.csv.part" "$committed/worlds.csv"
}

digest() { sha256sum < "$program" | cut -d ' ' -f 1; }

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
  local work analysis journal
  work=$(mktemp -d)
  trap 'rm -rf "$work"' RETURN
  journal=$work/out/design-journal.csv
  "$program" sensitivity "$study" --threads "$threads" --out "$work/out" --quiet 2> /dev/null &
  analysis=$!
  until [[ -e $journal && $(wc -l < "$journal") -gt 6 ]]; do
    kill -0 "$analysis" 2> /dev/null || break
    sleep 0.2
  done
  kill -INT "$analysis" 2> /dev/null || true
  wait "$analysis" || true
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
