#!/usr/bin/env bash
# Runs the commands of the workshop's exercise, in both languages over one result, and holds the figures of the answer
# sheets, and what these say in words, to what it gives.
#   Tests/System/workshop.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath "${1:-.build/release/sim-run}")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$program" "$work/bin/sim-run"
cp -r scenarios seeds "$work/"

# commands PAGE: what stands in its blocks of the shell.
commands() { awk '/^```sh$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "docs/guide/workshop/$1"; }

for page in exercise.md exercise.fr.md; do
  # The second language reads the result of the first.
  commands "$page" | sed 's/^\(sim-run run .*\)$/\1 --quiet --resume/' > "$work/commands.sh"
  (cd "$work" && PATH="$work/bin:$PATH" bash -euo pipefail commands.sh > said 2>&1) || {
    echo "$page: a command ended with $?, after it had printed:" >&2
    cat "$work/said"
    exit 1
  }
  grep -q "^delivered,baseline,true_cases" "$work/said" || { cat "$work/said"; echo "$page: no effect was shown" >&2; exit 1; }
done
for file in results/workshop/report.html workshop.xlsx atelier.xlsx; do
  [[ -s $work/$file ]] || { echo "workshop: $file was not written" >&2; exit 1; }
done
tools/pages/workshop.py check "$program" "$work/results/workshop"
echo "workshop: the exercise's commands do what its sheets say"
