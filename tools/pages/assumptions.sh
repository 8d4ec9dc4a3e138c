#!/bin/sh
# Prints docs/model/assumptions.md: every parameter declared with the word assumption, and what either end
# of its range does to the programme's effect, as far as evidence/assumptions.csv has it: a range that
# has changed since leaves its cell empty.
set -eu
cd "$(dirname "$0")/../.."
program=${1:-.build/release/sim-run}
result=evidence/assumptions.csv
cat <<'TEXT'
# Assumptions

Parameters for which no usable figure was found, printed from their declarations by `make docs`. *Judged*
are three points: the value is held to lie below the first with a chance of 5%, below the second with 50%, below
the third with 95%. Why, `sim-run parameters --format json` says. Nothing lies outside the range from *lowest* to
*highest*. Beyond parameters, the limits of the model stand at the end of [odd.md](odd.md).

TEXT
"$program" parameters --format markdown | awk -F' [|] ' -v result="$result" '
  BEGIN {
    while ((getline line < result) > 0) {
      split(line, cell, ",")
      if (cell[1] == "path") continue
      known = 1
      if (cell[1] == "default") {
        standard = cell[8]
        printf "*At low* and *at high*: the whole programme (`scenarios/casmart.yaml`) against none on the same\n"
        printf "draws, with the parameter at its lowest or highest judged point (without one, at that end of its range)\n"
        printf "and all others at their defaults: change of true\n"
        printf "cases over 60 months, of how many without a programme (`make assumptions`; %s replicates). At the\n", cell[9]
        printf "defaults it is %.0f (95%% interval %.0f to %.0f) of %.0f. **Bold** where the verdict is another: more\n", \
          cell[5], cell[6], cell[7], cell[4]
        printf "cases, or not clear. One at a time shows no interactions, and costs matter only under a budget.\n\n"
      }
      mark = cell[8] == standard ? "" : "**"
      text = cell[8] == "invalid" ? "not valid" : mark sprintf("%.0f of %.0f", cell[5], cell[4]) mark
      effect[cell[1], cell[2], cell[3] + 0] = text
    }
    if (known) {
      print "| path | unit | lowest | highest | default | judged | at low | at high | what it is |"
      print "|---|---|---|---|---|---|---|---|---|"
    } else {
      print "| path | unit | lowest | highest | default | judged | what it is |"
      print "|---|---|---|---|---|---|---|"
    }
  }
  $7 == "assumption" {
    path = substr($1, 3)
    if (split($6, at, " / ") == 3) { low = at[1]; high = at[3] } else { low = $3; high = $4 }
    middle = known ? " | " effect[path, "low", low + 0] " | " effect[path, "high", high + 0] : ""
    print $1 " | " $2 " | " $3 " | " $4 " | " $5 " | " $6 middle " | " $8
  }'
