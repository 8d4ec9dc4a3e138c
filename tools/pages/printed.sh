#!/bin/sh
# Writes what the program declares into the documents: docs/guide/parameters.md, docs/guide/columns.md and
# scenarios/schema.json as a whole, in docs/model/odd.md the tables between `<!-- table FILTER -->` and
# `<!-- /table -->`. With figures of committed tables (evidence/assumptions.csv, evidence/sensitivity) it
# prints docs/model/assumptions.md, docs/model/sensitivity.md and the README's section of what turns an effect.
set -eu
cd "$(dirname "$0")/../.."
program=${1:-.build/release/sim-run}

document() {
  printf '# %s\n\n%s\n\n' "$2" "$3" > "docs/guide/$1.md"
  "$program" "$1" --format markdown >> "docs/guide/$1.md"
}

# Prints a document with its tables made anew.
tables() {
  awk -v program="$program" '
    /^<!-- \/table -->$/ { inside = 0 }
    !inside { print }
    /^<!-- table .* -->$/ {
      print ""
      fflush()
      system(program " parameters " $3 " --format markdown")
      print ""
      inside = 1
    }' "$1"
}

document parameters 'Parameters' \
  'Printed by `sim-run parameters --format markdown`; `make docs` refreshes it. The paths are those of
scenario files. A source that says *assumption* is none: the range says how far it may be wrong.'
document columns 'Columns of the results' \
  'Printed by `sim-run columns --format markdown`; `make docs` refreshes it. Detail is the level from
which on a file is written.'
"$program" parameters --format json-schema > scenarios/schema.json
# replace DOCUMENT COMMAND...: the document is what the command prints.
replace() {
  page=$1
  shift
  "$@" > "$page.part"
  mv "$page.part" "$page"
}

replace docs/model/odd.md tables docs/model/odd.md
replace docs/model/assumptions.md tools/pages/assumptions.sh "$program"
replace docs/model/sensitivity.md tools/pages/sensitivity.py
replace README.md tools/pages/sensitivity.py readme README.md
