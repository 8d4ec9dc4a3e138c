#!/usr/bin/env bash
# The R package: built, put through R's own check with its tests against a small study that the program
# writes, with the blocks of docs/guide/r.md and the examples of its help pages. Leaves nothing behind.
#   Tests/System/r.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/../.."
SIM_RUN=$(realpath "${1:-${SIM_RUN:-.build/release/sim-run}}")
export SIM_RUN
.ci/setup r-base-core r-cran-ggplot2 r-cran-jsonlite r-cran-processx r-cran-scales r-cran-testthat \
  r-cran-withr

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
start=$SECONDS

# A year of two communes, in which a study takes seconds.
mkdir "$work/place"
cp -r scenarios "$work/place"
sed -e 's/^calendar: .*/calendar: {start: 2016-01, burn_in: 6, months: 12}/' \
  -e '$a population: {select: ["010903", "010904"]}' scenarios/baseline.yaml \
  > "$work/place/scenarios/baseline.yaml"
(cd "$work/place" && "$SIM_RUN" run scenarios/casmart-study.yaml --replicates 6 --no-report --quiet)

# What is not in git is no part of the package.
git ls-files -z --cached --others --exclude-standard r | xargs -0 cp --parents -t "$work"
export SIMRUN_PLACE=$work/place SIMRUN_GUIDE=$PWD/docs/guide/r.md
# R's check looks into a repository for packages: here into an empty one.
mkdir -p "$work/none/src/contrib"
touch "$work/none/src/contrib/PACKAGES"
echo "options(repos = c(none = 'file://$work/none'))" > "$work/profile"
export LC_ALL=C.UTF-8 R_PROFILE_USER=$work/profile
cd "$work"
R CMD build --no-manual r > log 2>&1 || { cat log >&2; exit 1; }
R CMD check --no-manual simrun_*.tar.gz > log 2>&1 || true

# A note is a failure too, and so is a test that was skipped.
counts=$(grep -ho '\[ FAIL .*\]' simrun.Rcheck/tests/testthat.Rout* 2> /dev/null | tail -1 || true)
if ! grep -q '^Status: OK$' log || [[ $counts != *'FAIL 0 | WARN 0 | SKIP 0 | PASS '* ]]; then
  cat log >&2
  cat simrun.Rcheck/tests/testthat.Rout* >&2 2> /dev/null || true
  echo "r: FAIL ${counts:-without a result of tests}"
  exit 1
fi
echo "r: $(grep '^Status:' log); tests $counts; $((SECONDS - start)) s"
