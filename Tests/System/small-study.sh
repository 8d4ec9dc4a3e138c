#!/usr/bin/env bash
# Writes a study of two invented communes into a folder, for checks that need many short runs:
#   Tests/System/small-study.sh FOLDER     then FOLDER/study.yaml
set -euo pipefail
mkdir -p "$1/data"
{ head -1 "$(dirname "$0")/../../scenarios/places/poipet/communes.csv"
  echo "990001,First,District,1,860,200,4,478,62,62,62,67,53,53,38,43,14,24,28,19,12.2,9.6,0,13.66,102.6,5.5,1.7,12,invented"
  echo "990002,Second,District,1,860,200,5,478,62,62,62,67,53,53,38,43,14,24,28,19,9.2,11.6,40,13.61,102.7,18.5,7.5,0,invented"
} > "$1/data/communes.csv"
cat > "$1/baseline.yaml" <<'YAML'
schema: 1
name: baseline
calendar: {start: 2016-01, burn_in: 6, months: 12}
population: {communes: data/communes.csv}
parameters: {return.transit_per_day: 10, return.sensitivity: 20%, decision.constant_broker: -4}
YAML
cat > "$1/study.yaml" <<'YAML'
schema: 1
study: small
baseline: baseline.yaml
replicates: 2
variants:
  all-levers:
    levers.awareness: {coverage: 40%, capacity: 60, targeting: {random: 50%, whole_households: 50%}}
    levers.savings: {coverage: 60%, capacity: 5}
    levers.police_training: {coverage: 60%}
    levers.services: {beds: 4, counselling_places: 8, legal_places: 2, repatriation_places: 1}
YAML
