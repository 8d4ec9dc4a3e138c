#!/usr/bin/env bash
# Kills a study at random moments and resumes it: the bytes must be those of one uninterrupted run.
#   Tests/System/kill-resume.sh [N] [SEED]     N rounds, 8 unless told otherwise; the seed repeats the moments
# Each round is killed once or twice. Every third begins from a finished study of half the
# replicates, which is then extended. Two rounds of five are killed; in the others the study is told to
# stop by a terminal that is closed, by a scheduler and by Ctrl-C, so early that it is still running: a
# round of these must end with 75. A hang-up that was ignored at the start must change nothing.
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=${1:-8}
RANDOM=${2:-$$}
program=${SIM_RUN:-$PWD/.build/release/sim-run}
replicates=240

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
Tests/System/small-study.sh "$work"
run() { "$program" run "$work/study.yaml" --detail full --quiet "$@"; }
tables() { (cd "$1" && sha256sum -- *.csv datapackage.json); }
fail() { echo "kill-resume: round $round: $*" >&2; exit 1; }

began=$(date +%s%N)
run --replicates $replicates --out "$work/once"
length=$((($(date +%s%N) - began) / 1000000))
want=$(tables "$work/once")
run --replicates $((replicates / 2)) --out "$work/half"

kept=()
declare -A stopped=([HUP]=0 [TERM]=0 [INT]=0)
signals=(INT KILL TERM KILL HUP)
for ((round = 1; round <= rounds; round++)); do
  rm -rf "$work/out" && mkdir "$work/out"
  folder=$work/out/a
  if ((round % 3 == 0)); then cp -r "$work/half" "$folder"; fi
  signal=${signals[round % 5]}
  for ((kill = 0; kill <= round % 2; kill++)); do
    # Started by `nohup` the program would pass HUP over, as it should.
    env --default-signal=HUP "$program" run "$work/study.yaml" --detail full --quiet \
      --replicates $replicates --out "$folder" --resume 2> "$work/errors" &
    process=$!
    moment=$((RANDOM * length / 32768))
    # Well before the end, which a machine with much else to do may come to sooner or later.
    if [[ $signal != KILL ]]; then moment=$((length / 10 + moment * 2 / 5)); fi
    sleep "$(awk -v ms=$moment 'BEGIN {print ms / 1000}')"
    kill -s "$signal" $process 2> /dev/null || true
    status=0
    wait $process 2> /dev/null || status=$?
    case $signal-$status in
      KILL-137 | *-0) ;;
      INT-75 | TERM-75 | HUP-75)
        stopped[$signal]=$((stopped[$signal] + 1))
        if [[ -e $folder/run.json ]]; then
          grep -q '"ending" : "interrupted"' "$folder/run.json" || ((round % 3 == 0)) \
            || fail "an interrupted result does not say so"
        fi ;;
      *) cat "$work/errors" >&2; fail "status $status after $signal" ;;
    esac
    if [[ -e $folder.part/journal ]]; then
      kept+=("$(($(wc -l < "$folder.part/journal") - 1))")
    fi
  done
  run --replicates $replicates --out "$folder" --resume
  [[ $(tables "$folder") == "$want" ]] || fail "the bytes differ, seed ${2:-$$}"
  [[ $(ls -A "$work/out") == a ]] || fail "something is left: $(ls -A "$work/out")"
  [[ $(ls -A "$folder") == "$(ls -A "$work/once")" ]] || fail "files differ: $(ls -A "$folder")"
done
for signal in HUP TERM INT; do
  round=$signal
  ((rounds < 5 || stopped[$signal] > 0)) || fail "no round ended with 75"
done
round="nohup"
(trap '' HUP; exec "$program" run "$work/study.yaml" --detail full --quiet --no-report \
  --replicates $replicates --out "$work/nohup") &
process=$!
sleep "$(awk -v ms=$((length / 4)) 'BEGIN {print ms / 1000}')"
kill -s HUP $process
wait $process || fail "status $? after a hang-up that was to be ignored"
[[ $(tables "$work/nohup") == "$want" ]] || fail "the bytes differ"
mapfile -t sorted < <(printf '%s\n' "${kept[@]:-0}" | sort -n)
echo "kill-resume: $rounds rounds, the same bytes in each; stopped by HUP ${stopped[HUP]}, TERM" \
  "${stopped[TERM]}, INT ${stopped[INT]} times; ${#kept[@]} left a journal of" \
  "${sorted[0]} to ${sorted[-1]} of $replicates replicates, median ${sorted[${#sorted[@]} / 2]}"
