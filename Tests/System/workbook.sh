#!/usr/bin/env bash
# Exports a result as a workbook and compares each cell with that of its table, read by openpyxl; with
# "libreoffice" as second argument also as LibreOffice reads it (which must be installed).
#   Tests/System/workbook.sh [PROGRAM [libreoffice]]
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${1:-.build/release/sim-run}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet openpyxl
"$program" run scenarios/casmart-study.yaml --replicates 3 --set calendar.months=12 \
  --set calendar.burn_in=6 --out "$work/study" --quiet
for language in en fr; do
  "$program" export "$work/study" --xlsx --lang "$language" --out "$work/$language.xlsx" --quiet
done
"$work/venv/bin/python" Tests/System/workbook.py "$work/study" "$work/en.xlsx" "$work/fr.xlsx"
[[ ${2:-} == libreoffice ]] || exit 0

# A sheet a file: the last of the filter's options is the sheet, and -1 is all of them.
HOME=$work soffice --headless --convert-to \
  'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' \
  --outdir "$work/sheets" "$work/en.xlsx" > /dev/null 2>&1
"$work/venv/bin/python" Tests/System/workbook.py --sheets "$work/study" "$work/sheets"
