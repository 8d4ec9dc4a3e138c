#!/usr/bin/env bash
# Fills the disk at each file of a results folder, makes the folder read-only and removes it during
# the run: one clear error with status 74, the old result intact, and `--resume` goes on.
#   Tests/System/disk-full.sh            needs the right to mount a small tmpfs; skipped with a message otherwise
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${SIM_RUN:-$PWD/.build/release/sim-run}

work=$(mktemp -d)
disk=$work/disk
mkdir "$disk"
if ! mount -t tmpfs -o size=64m tmpfs "$disk" 2> /dev/null; then
  rmdir "$disk" "$work"
  echo "disk-full: skipped, no right to mount a tmpfs"
  exit 0
fi
trap 'umount -l "$disk"; rm -rf "$work"' EXIT
Tests/System/small-study.sh "$work"
run() {
  "$program" run "$work/study.yaml" --detail full --quiet --beyond-limits --replicates "$@" \
    2> "$work/errors"
}
fail() { echo "disk-full: $*" >&2; cat "$work/errors" >&2; exit 1; }
sums() { (cd "$1" && sha256sum -- *); }
# One error, with its status, and the old result as it was.
expect() {
  local status=$1 words=$2 title=$3
  [[ $got == "$status" ]] || fail "$title: status $got, not $status"
  grep -q "^Error: .*$words" "$work/errors" || fail "$title: no error says: $words"
  [[ $(grep -c "^Error: " "$work/errors") == 1 ]] || fail "$title: more than one error"
  [[ $(sums "$disk/a") == "$old" ]] || fail "$title: the old result has changed"
}

run 20 --out "$work/once"
run 4 --out "$disk/a"
old=$(sums "$disk/a")

# Less and less is missing: tables, journal, summaries, manifest run out of room in turn.
page=4096
# Unless told otherwise the program does not begin what has no room.
mount -o remount,size=1m "$disk"
got=0
"$program" run "$work/study.yaml" --detail full --quiet --replicates 2000 --out "$disk/b" \
  2> "$work/errors" || got=$?
((got == 65)) && grep -q "are free on that disk" "$work/errors" || fail "no room: status $got, not 65"
[[ $(ls -A "$disk") == a ]] || fail "no room: something was begun: $(ls -A "$disk")"
mount -o remount,size=64m "$disk"
used=$(($(df --output=used -B1 "$disk" | tail -1) / page))
full=()
for ((pages = 1; ; pages += 4)); do
  mount -o remount,size=$(((used + pages) * page)) "$disk"
  got=0
  run 20 --out "$disk/a" --resume || got=$?
  if ((got == 0)); then break; fi
  expect 74 "No space left on device" "$pages pages"
  full+=("$(sed -n 's/^Error: cannot [a-z ]* [^ ]*\/\([^ :]*\): .*/\1/p' "$work/errors")")
  mount -o remount,size=64m "$disk"
  if ((pages % 3 == 0)); then
    cp -r "$disk/a" "$work/before"
    run 20 --out "$disk/a" --resume || fail "$pages pages: no resume once there is room"
    diff -rq --exclude=run.json "$disk/a" "$work/once" || fail "$pages pages: the bytes differ"
    rm -rf "$disk/a" && mv "$work/before" "$disk/a"
  fi
  rm -rf "$disk/a.part"
done
mount -o remount,size=64m "$disk"
rm -rf "$disk/a"
run 4 --out "$disk/a"
old=$(sums "$disk/a")

got=0
mount -o remount,ro "$disk"
run 20 --out "$disk/a" --resume || got=$?
expect 74 "Read-only file system" "read-only"
mount -o remount,rw "$disk"

got=0
run 2000 --out "$disk/a" --resume &
process=$!
until [[ -s $disk/a.part/survey.csv ]]; do sleep 0.05; done
rm -rf "$disk/a.part"
wait $process || got=$?
expect 74 "removed during the run\|No such file or directory" "folder removed"
[[ $(ls -A "$disk") == a ]] || fail "something is left: $(ls -A "$disk")"
echo "disk-full: full at $(printf '%s\n' "${full[@]}" | sort -u | xargs), read-only, folder" \
  "removed: status 74, the old result intact, resumed to the same bytes"
