#!/usr/bin/env bash
# The Python package: installed with all its extras into an environment of its own, held to its types, its
# tests, the blocks of docs/guide/python.md and the notebook. Leaves nothing behind.
#   Tests/System/python.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/../.."
SIM_RUN=$(realpath "${1:-${SIM_RUN:-.build/release/sim-run}}")
export SIM_RUN PYTHONDONTWRITEBYTECODE=1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# What matplotlib and the notebook keep of a run.
export MPLCONFIGDIR=$work/matplotlib IPYTHONDIR=$work/ipython JUPYTER_CONFIG_DIR=$work/jupyter
export JUPYTER_DATA_DIR=$work/jupyter-data JUPYTER_RUNTIME_DIR=$work/jupyter-runtime

# A step speaks only where it fails.
quietly() { "$@" > "$work/said" 2>&1 || { cat "$work/said" >&2; exit 1; }; }

start=$SECONDS
python3 -m venv "$work/venv"
quietly "$work/venv/bin/pip" install --quiet --disable-pip-version-check './python[test]'
installed=$((SECONDS - start))
cd python
quietly "$work/venv/bin/mypy"
cp "$work/said" "$work/types"
quietly "$work/venv/bin/python" -m pytest --basetemp "$work/tests"
echo "python: $(tail -1 "$work/said"); types: $(tail -1 "$work/types"); installed in $installed s, $((SECONDS - start)) s in all"
