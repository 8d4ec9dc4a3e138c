#!/usr/bin/env bash
# Runs the commands of the guide's walks in their order, each in a copy of the scenarios, and fails at the
# first that fails. `make run` is left out: it has been built already.
#   Tests/System/tutorial.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath "${1:-.build/release/sim-run}")

all=$(mktemp -d)
trap 'rm -rf "$all"' EXIT

# walk PAGE TEXT FILE…: its commands; the text must be said and the files must be there in the end.
walk() {
  local page=$1 text=$2 work=$all/${1%.md} start=$SECONDS file
  shift 2
  mkdir -p "$work/.build/release" "$work/results"
  cp -r scenarios "$work/scenarios"
  ln -s "$program" "$work/.build/release/sim-run"
  awk '/^```sh$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "docs/guide/$page" \
    | grep -v '^make run$' > "$work/commands.sh"
  (cd "$work" && PATH="$work/.build/release:$PATH" bash -euo pipefail commands.sh > said 2>&1) \
    || { cat "$work/said"; exit 1; }
  grep -q "$text" "$work/said" || { cat "$work/said"; echo "$page: \"$text\" was not said" >&2; exit 1; }
  for file in "$@"; do
    [[ -s $work/$file ]] || { echo "$page: $file was not written" >&2; exit 1; }
  done
  echo "$page: every command does what the text says ($((SECONDS - start)) s)"
}

walk tutorial.md "refused, as it should be" \
  results/my-plan/report.html results/my-choice/effects.csv both.html
walk my-district.md "5 communes with a count" \
  scenarios/places/east/residuals.csv scenarios/places/east/residuals.md results/east-levers/report.html
