#!/usr/bin/env bash
# Copies scenarios and seeds into a folder, with scenarios/short.yaml there: the programme over 12 months, so that
# what runs it in a check takes seconds.
#   Tests/System/short-scenarios.sh FOLDER
set -euo pipefail
mkdir -p "$1"
cp -r "$(dirname "$0")"/../../{scenarios,seeds} "$1/"
cat > "$1/scenarios/short-baseline.yaml" <<'YAML'
schema: 1
name: short-baseline
title: {en: "No programme", fr: "Sans programme"}
extends: baseline.yaml
calendar: {burn_in: 2, months: 12}
YAML
sed 's/^name: casmart/name: short/; s/^extends: baseline.yaml/extends: short-baseline.yaml/' \
  "$1/scenarios/casmart.yaml" > "$1/scenarios/short.yaml"
