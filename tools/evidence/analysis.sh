# shellcheck shell=bash
# Calibrations and sensitivity analyses as the scripts beside run them. Read by them; sets nothing.

# Runs `PROGRAM COMMAND STUDY` into a folder. Goes on with what the same program has left there and with
# nothing else: settings.csv names the study and not the model, and runs of another model would be taken
# for this one's.
#     analyse PROGRAM COMMAND STUDY FOLDER THREADS [MORE...]
analyse() {
  local mark=$4.program digest resume=()
  digest=$(sha256sum < "$1" | cut -d ' ' -f 1)
  [[ ! -e $mark || $(< "$mark") != "$digest" ]] || resume=(--resume)
  mkdir -p "${4%/*}"
  echo "$digest" > "$mark"
  "$1" "$2" "$3" --threads "$5" --out "$4" "${resume[@]}" --force --quiet "${@:6}"
}

# Starts the same and interrupts it once a command says that there is enough of it.
#     analyse_until ENOUGH PROGRAM COMMAND STUDY FOLDER THREADS
analyse_until() {
  local analysis
  "$2" "$3" "$4" --threads "$6" --out "$5" --quiet 2> /dev/null &
  analysis=$!
  until "$1"; do
    kill -0 "$analysis" 2> /dev/null || break
    sleep 0.2
  done
  kill -INT "$analysis" 2> /dev/null || true
  wait "$analysis" || true
}

# Starts an analysis again and interrupts it after its first runs; 1 where its settings or these runs are not
# those that are committed: the model, its parameters, the draws or the study have changed.
#     first_runs_again PROGRAM COMMAND STUDY THREADS COMMITTED JOURNAL TARGET
#         COMMITTED  folder with settings.csv and first-runs.csv
#         JOURNAL    file of the analysis that has the runs as they are made
#         TARGET     of make, which makes the tables anew
first_runs_again() (
  # In a shell of its own, so that its trap ends with it.
  committed=$5
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  runs=$work/out/$6
  kept=$(wc -l < "$committed/first-runs.csv")
  enough() { [[ -e $runs && $(wc -l < "$runs") -gt $kept ]]; }
  analyse_until enough "$1" "$2" "$3" "$work/out" "$4"
  if ! diff "$committed/settings.csv" "$work/out/settings.csv" ||
    ! diff "$committed/first-runs.csv" <(head -"$kept" "$runs" | sed 's/,[^,]*$//'); then
    echo "$committed is of another model, other draws or another study. If that is meant: make $7" >&2
    exit 1
  fi
)
