#!/usr/bin/env bash
# Exports a result as a workbook and compares each cell with that of its table, read by openpyxl; fills in a
# databook and makes a place of it; with "libreoffice" as second argument also as LibreOffice reads and saves both
# (which must be installed).
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

# Rows with leading zeros, filled and empty cells, with a checkpoint and with a table of posts.
valid() {
  local file
  for file in "$1" "$1/crossings.yaml"; do
    "$program" validate "$file" > "$work/said" 2>&1 || { cat "$work/said"; exit 1; }
    grep -q "3 communes" "$work/said" || { cat "$work/said"; exit 1; }
  done
}
for language in en fr; do
  "$program" columns --databook "$work/book-$language.xlsx" --lang "$language" --quiet
  "$work/venv/bin/python" Tests/System/databook.py "$work/book-$language.xlsx" "$work/place-$language"
  valid "$work/place-$language"
done
[[ ${2:-} == libreoffice ]] || exit 0

# A sheet a file: the last of the filter's options is the sheet, and -1 is all of them.
save() {
  HOME=$work soffice --headless --convert-to \
    'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' \
    --outdir "$2" "$1" > /dev/null 2>&1
}
for language in en fr; do
  save "$work/$language.xlsx" "$work/sheets-$language"
  "$work/venv/bin/python" Tests/System/workbook.py --sheets "$work/study" "$work/$language.xlsx" "$work/sheets-$language"
done
save "$work/place-en/filled.xlsx" "$work/saved"
"$work/venv/bin/python" Tests/System/databook.py --sheets "$work/saved" "$work/place-en"
valid "$work/place-en"
