#!/usr/bin/env bash
# Makes the reference figures of the inference tests anew, with scikit-learn and SALib, and compares
# them with those committed: no text may differ, no number by more than 1e-9 of 1 or of its size,
# or by 1e-4 where a search found it.
# With --refresh it writes them instead.
set -euo pipefail
cd "$(dirname "$0")/../SimInferenceTests/Fixtures"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
  numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1 SALib==1.6.0
for name in scikit_learn salib; do
  "$work/venv/bin/python" "$name.py" > "$work/$name.csv"
  if [[ ${1:-} == --refresh ]]; then
    cp "$work/$name.csv" "$name.csv"
    continue
  fi
  "$work/venv/bin/python" - "$name.csv" "$work/$name.csv" << 'PYTHON'
import sys

old, new = (open(path).read().splitlines() for path in sys.argv[1:])
if len(old) != len(new):
    sys.exit(f"{sys.argv[1]}: {len(old)} lines, made anew {len(new)}")
largest = 0.0
for number, (one, other) in enumerate(zip(old, new), 1):
    (*left, x), (*right, y) = one.split(","), other.split(",")
    if left != right or (number == 1 and x != y):
        sys.exit(f"{sys.argv[1]}:{number}: {one}, made anew {other}")
    if number > 1:
        # Where a search ended is known to its own tolerance only.
        scale = 1e5 if "largest-likelihood" in left else 1
        largest = max(largest, abs(float(x) - float(y)) / max(1, abs(float(x))) / scale)
if largest > 1e-9:
    sys.exit(f"{sys.argv[1]}: figures differ by {largest}")
print(f"reference-figures: {sys.argv[1]}: {len(old) - 1} figures, largest difference {largest:.1e}")
PYTHON
done
