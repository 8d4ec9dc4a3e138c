#!/usr/bin/env bash
# What each declared assumption does to the verdict, one at a time: runs the programme against no
# programme with each at either end of what is judged possible and writes evidence/assumptions.csv.
#     tools/evidence/assumptions.sh [PROGRAM [REPLICATES [THREADS]]]
#     tools/evidence/assumptions.sh check [PROGRAM]   runs the defaults again; 1 where the table has them otherwise
# Half an hour on one core with four replicates. Stopped, it goes on where it was, with the same program.
set -euo pipefail
cd "$(dirname "$0")/../.."
mode="write"
if [[ ${1:-} == check ]]; then mode=check && shift; fi
program=${1:-.build/release/sim-run}
replicates=${2:-4}
threads=${3:-$(nproc)}
result=evidence/assumptions.csv
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

study() {
  cat <<'YAML'
schema: 1
study: programme
baseline: scenarios/baseline.yaml
replicates: 4
variants:
  programme: {extends: scenarios/casmart.yaml}
YAML
}

# path, end, value: baseline's true cases, the programme's effect, its interval, verdict.
measure() {
  local path=$1 end=$2 value=$3
  if [[ $path != default ]]; then set -- --set "$path=$value"; else set --; fi
  # A whole number takes the whole number next to the point.
  local said
  said=$("$program" run scenarios/baseline.yaml "$@" --dry-run 2>&1 || true)
  if [[ $said == *"is not a whole number"* ]]; then set -- --set "$path=${value%.*}"; fi
  if ! study | "$program" run - "$@" --replicates "$replicates" --threads "$threads" \
    --detail summary --no-report --quiet --force --out "$work/run" 2> "$work/errors"; then
    echo "$path=$value: $(head -1 "$work/errors")" >&2
    echo "$path,$end,$value,,,,,invalid,$replicates"
    return
  fi
  awk -F, -v start="$path,$end,$value" '
    FNR == NR { if ($1 == "baseline" && $2 == "true_cases") cases = $4; next }
    FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
    $at["scenario"] == "programme" && $at["indicator"] == "true_cases" {
      # effects.csv gives no verdict on fewer than six replicates: here it is that of the interval.
      verdict = $at["verdict"]
      if (verdict != "identical") {
        verdict = $at["ci_high"] < 0 ? "decrease" : $at["ci_low"] > 0 ? "increase" : "unresolved"
      }
      printf "%s,%.1f,%.1f,%.1f,%.1f,%s,%s\n", start, cases, $at["effect"], $at["ci_low"],
        $at["ci_high"], verdict, $at["replicates"]
    }' "$work/run/summary.csv" "$work/run/effects.csv"
}

if [[ $mode == check ]]; then
  replicates=$(awk -F, '$1 == "default" { print $9 }' "$result")
  if ! diff <(grep '^default,' "$result") <(measure default default ""); then
    echo "$result is of another model. If that is meant: make assumptions" >&2
    exit 1
  fi
  exit 0
fi

# What another program left unfinished is not this one's.
part=$result.part
mark=$part.program
digest=$(sha256sum < "$program" | cut -d ' ' -f 1)
if [[ ! -e $mark || $(< "$mark") != "$digest $replicates" ]]; then rm -f "$part"; fi
echo "$digest $replicates" > "$mark"
[[ -e $part ]] || echo "path,end,value,true_cases,effect,ci_low,ci_high,verdict,replicates" > "$part"
grep -q '^default,' "$part" || measure default default "" >> "$part"
# The ends are the points that the judgement gives 5% and 95%, else those of the range.
"$program" parameters --format markdown | awk -F' [|] ' '$7 == "assumption" {
  sub(/^[|] /, "", $1)
  if (split($6, at, " / ") == 3) { low = at[1]; high = at[3] } else { low = $3; high = $4 }
  print $1, "low", low; print $1, "high", high }' |
while read -r path end value; do
  grep -q "^$path,$end," "$part" || measure "$path" "$end" "$value" >> "$part" < /dev/null
done
mv "$part" "$result"
rm "$mark"
