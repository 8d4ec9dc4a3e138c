#!/usr/bin/env bash
# Opens reports in Chromium: no error, no request, every drawing with its marks and no text of it cut
# off or on another, no overflow at 360 px; on A4 and Letter a number on every sheet, a table's head on
# every sheet with its rows, no heading alone, the standard study on 12 sheets at most; drawings as files
# well-formed; in English, French and Khmer script. Pages of sliders work out what the program has, and the
# workshop's slides fit their screen. Leaves screenshots and PDFs in the folder that is given, else throws
# them away.
# Usage: Tests/System/browser.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../.."

command -v pdftotext > /dev/null || { echo "browser: pdftotext is missing; run .ci/setup poppler-utils" >&2; exit 1; }
program=${SIM_RUN:-$PWD/.build/release/sim-run}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet playwright

short=(--set calendar.months=26 --set calendar.burn_in=2 --quiet)
study=(run scenarios/casmart-study.yaml --replicates 6 --set parameters=chance "${short[@]}")
"$program" "${study[@]}" --out "$work/study" --lang en
"$program" "${study[@]}" --out "$work/other" --seed 7 --detail summary --no-report
"$program" report "$work/study" --lang fr --out "$work/fr.html" --quiet \
  --charts "$work/charts"
"$program" report "$work/study" "$work/other" --out "$work/pair.html" --lang en --quiet
Tests/System/khmer_catalogue.py > "$work/km.json"
"$program" report "$work/study" --catalogue "$work/km.json" --out "$work/km.html" --quiet
# Over draws of the parameters, and with more variants than there are colours.
"$program" run scenarios/casmart-study.yaml --replicates 4 "${short[@]}" --out "$work/draws" \
  --lang en
"$program" run scenarios/which-lever.yaml --replicates 6 --set parameters=chance "${short[@]}" --out "$work/many" --lang fr
# A page of sliders: of two communes, 32 mixes of three levers.
Tests/System/small-study.sh "$work/small"
cat > "$work/small/explore.yaml" <<'YAML'
schema: 1
study: explore
title: {en: "Mixes in two communes", fr: "Combinaisons dans deux communes"}
baseline: baseline.yaml
replicates: 34
design: sobol
points: 32
ranges:
  levers.awareness.coverage: [0%, 50%]
  levers.savings.coverage: [10%, 70%]
  levers.services.beds: [0, 8]
variants:
  mix:
    levers.awareness.capacity: 60
    levers.savings.capacity: 5
    levers.services: {counselling_places: 8, legal_places: 2, repatriation_places: 1}
YAML
"$program" run "$work/small/explore.yaml" --out "$work/explore" --detail summary --no-report --quiet
"$program" report "$work/explore" --explore --lang en --out "$work/explore.html" --quiet
"$program" report "$work/explore" --explore --lang fr --out "$work/explore-fr.html" --quiet

"$work/venv/bin/python" Tests/System/explore.py "${CHROMIUM:-/usr/bin/chromium}" "${1:-$work}" "$work"
"$work/venv/bin/python" Tests/System/slides.py "${CHROMIUM:-/usr/bin/chromium}" "${1:-$work}"
"$work/venv/bin/python" Tests/System/browser.py "${CHROMIUM:-/usr/bin/chromium}" "${1:-$work}" "$work"
