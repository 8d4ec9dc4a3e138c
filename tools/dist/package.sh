#!/usr/bin/env bash
# Packs what tools/dist/build.sh has built into dist/.
set -euo pipefail
cd "$(dirname "$0")/../.."

.ci/setup python3-venv libicu-dev
if [[ ! -x .build-dist/venv/bin/hatchling ]]; then
  python3 -m venv .build-dist/venv
  .build-dist/venv/bin/pip install --quiet --disable-pip-version-check 'hatchling==1.33.0'
fi
tools/dist/package.py .build-dist/programs dist
