#!/usr/bin/env bash
# Choices simulated from the decision phase, estimated with statsmodels: the tests' own estimates must be
# the same to 1e-4, and the weights of the model within four standard errors.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
  numpy==2.4.6 scipy==1.17.1 pandas statsmodels==0.15.0
# The flags are words.
# shellcheck disable=SC2046
SIM_RUN_CHOICES="$work" swift test -c release $(.ci/native-flags) --disable-testable-imports \
  --filter LogitTests/export > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
"$work/venv/bin/python" - "$work" << 'PYTHON'
import sys
import warnings

import numpy as np
import pandas as pd
from statsmodels.discrete.conditional_models import ConditionalLogit

folder = sys.argv[1]
choices = pd.read_csv(f"{folder}/choices.csv")
own = pd.read_csv(f"{folder}/estimates.csv")
warnings.simplefilter("ignore")
model = ConditionalLogit(
    choices["chosen"].to_numpy(), choices[list(own["name"])].to_numpy(),
    groups=choices["group"].to_numpy(), offset=choices["offset"].to_numpy())
fit = model.fit(method="newton", maxiter=50, disp=False)
difference = np.abs(fit.params - own["estimate"].to_numpy()).max()
errors = np.abs(fit.bse - own["error"].to_numpy()).max()
print(f"check-logit: {choices['group'].nunique()} households, estimates agree with statsmodels "
      f"within {difference:.1e}, their errors within {errors:.1e}")
if difference > 1e-4 or errors > 1e-4:
    sys.exit("check-logit: statsmodels finds other estimates")
PYTHON
