#!/usr/bin/env bash
# The engine must call none of the C library's mathematics: results would differ by machine.
set -euo pipefail
cd "$(dirname "$0")/../.."

build=${1:-.build/release}
objects=()
for target in SimStatistics SimModel SimStudy; do
  before=${#objects[@]}
  # The list of sources leaves out objects whose source has been removed since.
  while read -r source; do
    object=$build/$target.build/$(basename "$source").o
    [[ -f $object ]] && objects+=("$object")
  done < <(tr -d "'" 2>/dev/null < "$build/$target.build/sources" || true)
  if ((${#objects[@]} == before)); then
    echo "check-symbols: no object files in $build/$target.build; run make build first" >&2
    exit 2
  fi
done

names='exp|exp2|exp10|expm1|log|log2|log10|log1p|logb|ilogb|pow|sqrt|cbrt|hypot|fma'
names+='|sin|cos|tan|sincos|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh'
names+='|rint|nearbyint|round|roundeven|lround|llround|lrint|llrint|floor|ceil|trunc'
names+='|fmod|remainder|remquo|modf|ldexp|scalbn|scalbln|frexp|nextafter|fdim|fmin|fmax'
names+='|tgamma|lgamma|lgamma_r|gamma|erf|erfc|j0|j1|jn|y0|y1|yn'

# Optimised builds call some through aliases: __exp_finite, _ZGVdN8v_expf.
pattern="^(__)?($names)(f|l|f16|f128|f_r|l_r)?(_finite)?(@.*)?\$|^_ZGV.*_($names)(f|l)?\$"
undefined=$(nm -u "${objects[@]}" | awk '$1 == "U" { print $2 }' | sort -u)
found=$(grep -E "$pattern" <<< "$undefined" || true)
if [[ -n $found ]]; then
  echo "check-symbols: the engine calls the C library's mathematics:" $found >&2
  exit 1
fi
echo "check-symbols: none of the C library's mathematics in ${#objects[@]} object files"
