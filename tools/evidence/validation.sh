#!/usr/bin/env bash
# Holds the model to the patterns of scenarios/patterns.csv that nothing was fitted to.
#     tools/evidence/validation.sh write [PROGRAM]   writes evidence/validation.csv and docs/model/validation.md
#     tools/evidence/validation.sh check [PROGRAM]   runs them again; status 1 where a verdict has changed,
#                                                    or the page's words and counts are no longer these
set -euo pipefail
cd "$(dirname "$0")/../.."
mode=${1:?write or check}
program=${2:-.build/release/sim-run}
draws=16
repeats=2
committed=evidence/validation.csv

run() {
  "$program" patterns --parameters scenarios/data/posterior.csv --parameter-repeats $repeats \
    --replicates $((draws * repeats)) --quiet "$@"
}

page() {
  cat <<TEXT
# Validation

What the model does beside figures of the world, most of which nothing was fitted to. Made by \`make
validation\` from [\`scenarios/patterns.csv\`](../../scenarios/patterns.csv); the figures with more digits are in
[\`evidence/validation.csv\`](../../evidence/validation.csv). \`tools/evidence/validation.sh check\` runs all of it again and fails
where a verdict has changed; so a verdict changes only on purpose.

- **model**: mean over $((draws * repeats)) replicates and their 5th to 95th percentile: $draws draws of the
  parameters, evenly through [\`scenarios/data/posterior.csv\`](../../scenarios/data/posterior.csv), with $repeats
  replicates at each. So it covers chance, initial populations, and what the calibration's targets leave
  open of all judged parameters ([calibration.md](calibration.md)).
- **from parameters**: the share of the variance between replicates that the draws have; the rest is chance.
  In brackets its 95% interval, which is wide with $draws draws.
- **evidence**: the figure and the interval that is taken to hold it with 95%. Where no interval was
  published the source says what was assumed.
- **verdict**: *met* where the model's mean lies in the interval of the evidence, *overlap* where only the
  two intervals meet, *missed* otherwise. What is not known of the parameters widens the model's
  interval, so an overlap says that they may be at fault and no more.
- **inside**: whether the figure lies within the middle 90% of the replicates, each with the error of the
  evidence: what the model, chance and the posterior leave possible for it.
- **the figure was**: *held out*, so it is a test; *target*, one of the figures that the draws were fitted to;
  *known when set*, where a value was chosen with the same figure in view, so it only shows that the
  parameter works as meant; *input*, no test at all.

For held-out communes (V7) the model is not told what the table counts of migrants there, neither for the
first stock nor as a residual. In C1 each fitted commune is left out in turn in the same way: its residual is
drawn around the mean of the other seven; the draws of the other parameters were fitted with it among eight. V6, V8 and V11 are scenarios that run by themselves:
\`scenarios/cheaper-papers.yaml\`, \`scenarios/crackdown-2014.yaml\`, \`scenarios/spring-2020.yaml\`.

One more test is planned and not run yet: how many came home month by month from June to September 2025, when
the border was closed. No value was set by that curve. It needs a place with the posts of today, permits that
lapse, which the model does not have, and the closure as a schedule.

TEXT
  tools/pages/validation_sources.py
  printf '\n## Results\n\n'
  cat
}

case $mode in
  write)
    run --out "$committed" --format markdown > docs/model/validation.md.part
    page < docs/model/validation.md.part > docs/model/validation.md
    rm docs/model/validation.md.part
    ;;
  check)
    diff <(page < /dev/null) <(sed '/^## Results$/q' docs/model/validation.md; echo)
    tools/pages/validation_sources.py check README.md
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    run --out "$work/validation.csv" > "$work/table"
    if ! diff <(cut -d, -f1-3 "$committed") <(cut -d, -f1-3 "$work/validation.csv"); then
      echo "Verdicts have changed (< committed, > now). If that is meant: make validation" >&2
      exit 1
    fi
    cat "$work/table"
    ;;
  *) echo "write or check" >&2; exit 64 ;;
esac
