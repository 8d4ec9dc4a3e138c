#!/usr/bin/env bash
# Publishes what `make dist` has left, once: signs the sums, uploads the wheel, and puts all files beside the tag of
# the version. Needs gpg, twine and gh with your keys.
#   tools/dist/publish.sh [--dry-run] [DIST]
# With --dry-run it does the checks and says what it would do.
set -euo pipefail
cd "$(dirname "$0")/../.."
dry=
if [[ ${1:-} == --dry-run ]]; then
  dry=1
  shift
fi
dist=${1:-dist}
fail() { echo "publish: $*" >&2; exit 1; }
act() { if [[ -n $dry ]]; then echo "would run: $*"; else "$@"; fi; }

[[ -f $dist/SHA256SUMS ]] || fail "$dist has no SHA256SUMS: make dist"
(cd "$dist" && sha256sum --check --quiet --strict SHA256SUMS) || fail "SHA256SUMS does not hold: make dist"
mapfile -t names < <(awk '{ print $2 }' "$dist/SHA256SUMS")
files=("${names[@]/#/$dist/}")
wheels=("$dist"/*.whl)
version=$(basename "${wheels[0]}" | cut -d- -f2)

# What is published is what the tag has.
built=$(grep -oE '"sourceInfo": "commit [0-9a-f]+\+?"' "$dist/sim-run-$version.spdx.json" | grep -oE '[0-9a-f]{7,}\+?')
problems=()
[[ -z $(git status --porcelain) ]] || problems+=("the checkout has changes")
tagged=$(git rev-parse --quiet --verify "v$version^{commit}") || problems+=("no tag v$version: git tag --sign v$version")
[[ -z ${tagged:-} || $built == "$tagged" ]] || problems+=("$dist was built from $built, and v$version is $tagged: make dist")
notes=$(mktemp)
trap 'rm -f "$notes"' EXIT
awk -v head="## $version" 'index($0, "## ") == 1 { mine = index($0, head) == 1 } mine' CHANGELOG.md > "$notes"
[[ -s $notes ]] || problems+=("CHANGELOG.md has no part of $version")
for ((i = 0; i < ${#problems[@]}; i++)); do echo "publish: ${problems[i]}" >&2; done
((${#problems[@]} == 0)) || [[ -n $dry ]] || exit 1

act gpg --armor --detach-sign --output "$dist/SHA256SUMS.asc" "$dist/SHA256SUMS"
act gh release create "v$version" --verify-tag --title "sim-run $version" --notes-file "$notes" \
  "${files[@]}" "$dist/SHA256SUMS" "$dist/SHA256SUMS.asc"
act twine upload "${wheels[@]}"
