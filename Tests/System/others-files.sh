#!/usr/bin/env bash
# Takes every command that writes through folders full of other people's files, links, devices and mounts,
# and through results that somebody has changed: but for what the program itself has made and left as it
# made it, not a byte, name, mode or time may change.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${SIM_RUN:-$PWD/.build/release/sim-run}

work=$(mktemp -d)
mounted=()
trap 'for place in "${mounted[@]}"; do umount -l "$place"; done; rm -rf "$work"' EXIT
Tests/System/small-study.sh "$work"
fail() { echo "others-files: $*" >&2; exit 1; }
look() { (cd "$1" && find . -printf '%p %y %m %u %l %T@ ' -a \( -type f -exec sha256sum {} \; -o -printf '\n' \)); }
run() { timeout 600 "$program" "$@" > "$work/said" 2>&1 < /dev/null; }

# A result of one's own, which may be used and replaced.
run run "$work/study.yaml" --replicates 2 --out "$work/own" --quiet || { cat "$work/said"; exit 1; }

# An inference that is finished, one that was stopped, and a run that was stopped.
cat > "$work/ranges.yaml" <<'YAML'
schema: 1
study: ranges
baseline: baseline.yaml
replicates: 2
sensitivity: {points: 20, samples: 8, trajectories: 0, indicator: departures}
ranges:
  decision.constant_broker: [-6, -4]
  work.confined: [0, 20%]
YAML
# stopped FILE COMMAND…: interrupts a command as soon as there are lines in a file that it writes
stopped() {
  local file=$1 process
  shift
  "$program" "$@" --quiet > "$work/said" 2>&1 < /dev/null &
  process=$!
  until (($(cat "$file" 2> /dev/null | wc -l) > 4)); do
    kill -0 $process 2> /dev/null || fail "ended before it was stopped: $*: $(cat "$work/said")"
    sleep 0.02
  done
  kill -s KILL $process
  wait $process 2> /dev/null || true
}

theirs=$work/theirs
mkdir "$theirs"
run sensitivity "$work/ranges.yaml" --out "$theirs/indices" --quiet || { cat "$work/said"; exit 1; }
stopped "$theirs/stopped-indices/design-journal.csv" sensitivity "$work/ranges.yaml" \
  --set sensitivity.points=900 --out "$theirs/stopped-indices"
stopped "$theirs/stopped.part/journal" run "$work/study.yaml" --replicates 900 \
  --out "$theirs/stopped"
for name in table digest; do cp -r "$work/own" "$theirs/edited-$name"; done
for part in 1 2; do
  run run "$work/study.yaml" --replicates 2 --shard $part/2 --out "$theirs/edited-parts" \
    || { cat "$work/said"; exit 1; }
done
# edit FILE PATTERN: changes a digit, the last one of what the pattern first meets
edit() {
  python3 - "$@" <<'PY'
import re, sys
path, pattern = sys.argv[1:]
with open(path) as file:
    text = file.read()
place = re.search(pattern, text).end() - 1
assert text[place] in "0123456789abcdef"
with open(path, "w") as file:
    file.write(text[:place] + ("2" if text[place] == "1" else "1") + text[place + 1:])
PY
}
edit "$theirs/edited-table/outcomes.csv" '\n.*\n.*?,[0-9.]+,[0-9.]+,[0-9]'
edit "$theirs/edited-digest/run.json" '"[0-9a-f]{16}(?=")'
edit "$theirs/edited-parts.shards/1-of-2/run.json" '"[0-9a-f]{16}(?=")'
edit "$theirs/indices/design-runs.csv" '\n3,1,[0-9]'
edit "$theirs/stopped-indices/design-journal.csv" '\n1,2,[0-9]'
edit "$theirs/stopped.part/journal" '\n.*\n.*"persons":[0-9]'

names=(journal report.html outcomes.csv run.json settings.csv posterior.csv monthly.csv notes.txt .sim-run)
fill() {
  local name
  mkdir -p "$1"
  for name in "${names[@]}"; do echo "somebody's $name" > "$1/$name"; done
}
for name in a a.part a.shards a.shards/1-of-2 a.report a.old-1 a.old-999999 b.part c.part d.old-1; do
  fill "$theirs/$name"
done
mkdir "$theirs/empty-of-others"
ln -s a "$theirs/linked"
ln -s a "$theirs/e.part"
for name in .sim-run-999999-x ".sim-run-$(hostname)-999999-x"; do
  mkdir "$theirs/$name"
  echo "somebody's" > "$theirs/$name/new"
done
mkdir "$theirs/.a.part-$(hostname)-999999-x"
echo "somebody's" > "$theirs/.a.part-$(hostname)-999999-x/outcomes.csv"
echo "somebody's page" > "$theirs/page.html"
: > "$theirs/empty.html"
echo '<!-- pages begin with <meta name="generator" content="sim-run"> -->' > "$theirs/about.html"
{ echo '<!DOCTYPE html><title>notes</title>'; cat "$work/own/report.html"; } > "$theirs/pasted.html"
ln -s page.html "$theirs/page-link.html"
cp scenarios/places/poipet/communes.csv "$theirs/table.csv"
mkfifo "$theirs/pipe"
places=("$theirs/a" "$theirs/linked" "$theirs/b" "$theirs/c/../b" "$theirs/e" "$theirs/page.html/x")
if ((EUID == 0)) && mkdir "$theirs/mount" && mount -t tmpfs -o size=1m tmpfs "$theirs/mount" 2> /dev/null; then
  mounted+=("$theirs/mount")
  places+=("$theirs/mount")
fi
touch -d "2020-01-01" "$theirs"/*/* "$theirs"/page.html
before=$(look "$theirs")

count=0
refused() {
  local status=0
  run "$@" || status=$?
  count=$((count + 1))
  ((status == 64 || status == 65 || status == 66 || status == 73 || status == 74)) \
    || fail "status $status of: $*: $(head -3 "$work/said")"
  [[ $(look "$theirs") == "$before" ]] \
    || fail "changed by: $*: $(diff <(echo "$before") <(look "$theirs") | sed -n 1,5p)"
}
for place in "${places[@]}"; do
  for more in "" --force --resume; do
    refused run "$work/study.yaml" --replicates 1 --out "$place" $more
    # These fill an empty folder where it is, and so an empty disk too.
    [[ $place != "$theirs/mount" ]] || continue
    refused calibrate scenarios/calibration.yaml --out "$place" $more
    refused sensitivity scenarios/which-assumptions.yaml --out "$place" $more
  done
  refused report "$place"
  refused merge "$place" --out "$work/merged"
  refused merge "$work/own" --out "$place"
  refused compare "$work/own" "$place"
  refused replay "$place" --row outcomes.csv:1
done
refused run "$work/study.yaml" --replicates 2 --shard 1/2 --out "$theirs/a"
# What was changed is refused until --force is given; what is known of it is told.
for more in "" --resume; do
  for name in table digest; do
    refused run "$work/study.yaml" --replicates 2 --out "$theirs/edited-$name" $more
    grep -q "is not as the run wrote it" "$work/said" || fail "edited-$name: $(cat "$work/said")"
    refused run "$work/study.yaml" --replicates 3 --out "$theirs/edited-$name" $more
  done
  refused run "$work/study.yaml" --replicates 900 --out "$theirs/stopped" $more
  grep -q "journal:3 is not as" "$work/said" || fail "stopped: $(cat "$work/said")"
  refused sensitivity "$work/ranges.yaml" --out "$theirs/indices" $more
  grep -q "design-runs.csv is not as it was written" "$work/said" || fail "indices: $(cat "$work/said")"
  refused sensitivity "$work/ranges.yaml" --set sensitivity.points=900 \
    --out "$theirs/stopped-indices" $more
  grep -q "design-journal.csv:3 is not as" "$work/said" || fail "stopped-indices: $(cat "$work/said")"
done
refused merge "$theirs/edited-parts.shards" --out "$work/merged"
for file in "$theirs"/{page,page-link,empty,about,pasted}.html "$theirs/table.csv" "$theirs/a" \
  "$theirs/none/x"; do
  refused report "$work/own" --out "$file"
  refused report "$work/own" "$work/own" --out "$file"
  refused patterns --replicates 1 --own-parameters --out "$file"
  refused columns --databook "$file"
  refused bench communes --communes 10 --households 1000 --out "$file"
  refused bench --quick --filter philox --out "$file"
done
(cd "$theirs/empty-of-others" && refused run "$work/study.yaml" --replicates 1 --out .)
run report "$work/own" --out /dev/null || fail "report into /dev/null"
[[ -c /dev/null ]] || fail "/dev/null is no device any more"
echo "others-files: $count commands over other people's files; nothing of theirs has changed"
