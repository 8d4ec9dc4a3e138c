#!/usr/bin/env bash
# Opens reports in Chromium: no error, no request, every drawing with its marks and no text of it cut
# off or on another, no overflow at 360 px; on A4 and Letter a number on every sheet, a table's head on
# every sheet with its rows, no heading alone, the standard study on 12 sheets at most; drawings as files
# well-formed; in English, French and Khmer script. Leaves screenshots and PDFs in the folder that is
# given, else throws them away.
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

"$work/venv/bin/python" Tests/System/browser.py "${CHROMIUM:-/usr/bin/chromium}" "${1:-$work}" "$work"
