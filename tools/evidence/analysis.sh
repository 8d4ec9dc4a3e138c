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
