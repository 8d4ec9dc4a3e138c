#!/usr/bin/env bash
# Runs the commands of docs/guide/tutorial.md in their order, in a copy of the scenarios, and fails at the
# first that fails. `make run` is left out: it has been built already.
#   Tests/System/tutorial.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath "${1:-.build/release/sim-run}")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r scenarios "$work/scenarios"
# The study that `make run` has left.
mkdir -p "$work/.build/release" "$work/results"
ln -s "$program" "$work/.build/release/sim-run"

awk '/^```sh$/ { inside = 1; next } /^```$/ { inside = 0 } inside' docs/guide/tutorial.md \
  | grep -v '^make run$' > "$work/commands.sh"
start=$SECONDS
(cd "$work" && bash -euo pipefail commands.sh > said 2>&1) || { cat "$work/said"; exit 1; }
grep -q "refused, as it should be" "$work/said"
for file in results/my-plan/report.html results/my-choice/effects.csv both.html; do
  [[ -s $work/$file ]] || { echo "tutorial: $file was not written" >&2; exit 1; }
done
echo "tutorial: every command does what the text says ($((SECONDS - start)) s)"
