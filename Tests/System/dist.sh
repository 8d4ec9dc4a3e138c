#!/usr/bin/env bash
# Holds what `make dist` has left to what it promises: sums, the list of parts, lintian, the same bytes when packed
# again; and in root file systems of Debian 12 and 13, made by debootstrap, without Swift and without a network: the
# Debian package, the tarball and the wheel, each with the bytes that the fast build of this machine gives. The wheel
# runs the tutorial notebook from start to end, as it stands. Says how fast the builds are beside that of this machine.
#   Tests/System/dist.sh [DIST] [PROGRAM]
# Needs root. Keeps the notebook with its pictures in the folder that DIST_NOTEBOOKS names.
set -euo pipefail
cd "$(dirname "$0")/../.."
# A page is in the language of the locale.
export LC_ALL=C.UTF-8
dist=$(realpath "${1:-dist}")
program=$(realpath "${2:-.build/release/sim-run}")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "dist: $*" >&2; exit 1; }
quietly() { "$@" > "$work/said" 2>&1 || { cat "$work/said" >&2; fail "failed: $*"; }; }

version=$("$program" --version | cut -d' ' -f1)
deb=$dist/sim-run_${version}_amd64.deb
tarball=$dist/sim-run-$version-linux-x86_64.tar.xz
wheel=$(echo "$dist"/sim_run-"$version"-py3-none-manylinux_*_x86_64.whl)

(cd "$dist" && sha256sum --check --quiet SHA256SUMS) || fail "SHA256SUMS does not hold"
python3 -m venv "$work/venv"
quietly "$work/venv/bin/pip" install --quiet --disable-pip-version-check spdx-tools
quietly "$work/venv/bin/pyspdxtools" --infile "$dist/sim-run-$version.spdx.json"
.ci/setup lintian
lintian --allow-root --fail-on error,warning "$deb" || fail "lintian finds something"
echo "dist: lintian $(lintian --version | grep -oE '[0-9]+(\.[0-9]+)+' | sed -n 1p): no error and no warning"

if [[ -z ${DIST_NOT_AGAIN:-} ]]; then
  tools/dist/package.py .build-dist/programs "$work/again" > /dev/null
  cmp "$dist/SHA256SUMS" "$work/again/SHA256SUMS" || fail "packed again, the bytes differ"
  echo "dist: packed twice: the same bytes"
  rm -rf "$work/again"
fi

# The same as in the root file systems: from the top of a folder with the scenarios.
study=(run scenarios/casmart-study.yaml --replicates 6 --quiet)
mkdir "$work/here"
cp -r scenarios seeds "$work/here"
(cd "$work/here" && "$program" "${study[@]}" && "$program" export results/casmart-study --xlsx --quiet)
# All files but for what run.json says of seconds, threads and memory.
sums() { (cd "$1/results" && find . -type f -not -name run.json -print0 | LC_ALL=C sort -z | xargs -0 sha256sum); }
want=$(sums "$work/here")
files=$(wc -l <<< "$want")

# The least time of three, in turns, of what is computed: the same draws, one thread.
declare -A fastest
for _ in 1 2 3; do
  for build in native x86-64-v3 x86-64; do
    one=$program
    [[ $build == native ]] || one=.build-dist/programs/lib/sim-run/$build/sim-run
    start=${EPOCHREALTIME/./}
    "$one" run scenarios/casmart-study.yaml --replicates 6 --threads 1 --no-report --quiet --force --out "$work/timed"
    took=$(((${EPOCHREALTIME/./} - start) / 1000))
    ((took >= ${fastest[$build]:-999999999})) || fastest[$build]=$took
  done
done
for build in x86-64-v3 x86-64; do
  echo "dist: speed: $build takes $((fastest[$build] * 100 / fastest[native]))% of the time of the build of this machine" \
    "(${fastest[$build]} and ${fastest[native]} ms)"
done

((EUID == 0)) || fail "root file systems need root"
.ci/setup debootstrap
site=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | sed -n 1p)

# A command in a root file system, without a network, in namespaces whose mounts and processes end with it.
inside() {
  local root=$1
  shift
  unshare --mount --pid --net --fork bash -euc '
    root=$1
    shift
    mount -t proc proc "$root/proc"
    mount -t devtmpfs dev "$root/dev" 2> /dev/null || mount --bind /dev "$root/dev"
    mount -t devpts devpts "$root/dev/pts"
    mkdir -p "$root/dev/shm"
    exec chroot "$root" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
      LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive bash -euc "$@"' bash "$root" "$@"
}
listed() { (cd "$1" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./sys \) -prune -o -print | grep -vE '^\./(tmp|var/(lib/dpkg|log|cache|lib/apt))(/|$)' | LC_ALL=C sort); }
same() { [[ $(sums "$2") == "$want" ]] || { diff <(sums "$2") <(echo "$want") >&2; fail "$1: the bytes differ"; }; }
# Seconds of a command, to a tenth.
timed() {
  local start=${EPOCHREALTIME/./}
  "$@" > "$work/said" 2>&1 || { cat "$work/said" >&2; fail "failed: $*"; }
  took=$(((${EPOCHREALTIME/./} - start) / 100000))
  took=$((took / 10)).$((took % 10))
}

for release in bookworm trixie; do
  root=$work/$release
  start=$SECONDS
  quietly debootstrap --variant=minbase --include=python3-venv "$release" "$root" "$site"
  made=$((SECONDS - start))
  inside "$root" '! command -v swift && ! compgen -G "/usr/lib/x86_64-linux-gnu/lib*openblas*" && ! compgen -G "/usr/lib/swift*"' \
    || fail "$release has parts of a build"
  before=$(listed "$root")

  cp "$deb" "$root/tmp/"
  timed inside "$root" 'apt-get install --yes --no-install-recommends /tmp/*.deb'
  installed=$took
  timed inside "$root" "mkdir /root/work && cd /root/work && cp -r /usr/share/sim-run/. . && sim-run ${study[*]}"
  ran=$took
  quietly inside "$root" 'cd /root/work && sim-run export results/casmart-study --xlsx --quiet'
  same "$release, package" "$root/root/work"
  # The other build, and what links OpenBLAS.
  quietly inside "$root" "cd /root/work && rm -r results && export SIM_RUN_BUILD=x86-64 && sim-run ${study[*]} &&
    sim-run export results/casmart-study --xlsx --quiet && sim-run validate scenarios/*.yaml"
  same "$release, package, build for any machine" "$root/root/work"
  glibc=$(inside "$root" 'ldd --version | sed -n "1s|.* ||p"')

  quietly inside "$root" 'apt-get purge --yes sim-run && rm -r /root/work/scenarios /root/work/seeds'
  left=$(comm -13 <(echo "$before") <(listed "$root") | grep -v '^\./root/work' || true)
  [[ -z $left ]] || fail "$release: the package leaves behind: $left"
  [[ -f $root/root/work/results/casmart-study/summary.csv ]] || fail "$release: results are gone"

  # The tarball, where it is unpacked.
  mkdir "$root/opt/tar"
  tar -C "$root/opt/tar" --strip-components 1 -xf "$tarball"
  quietly inside "$root" "cd /opt/tar && bin/sim-run ${study[*]} && bin/sim-run export results/casmart-study --xlsx --quiet"
  same "$release, tarball" "$root/opt/tar"

  # The wheel: libraries that it needs come from a folder, as there is no network.
  python=$(inside "$root" 'python3 -c "import sys; print(*sys.version_info[:2], sep=\".\")"')
  mkdir "$root/opt/wheels"
  quietly "$work/venv/bin/pip" download --quiet --only-binary=:all: --python-version "$python" \
    --platform manylinux_2_17_x86_64 --platform manylinux_2_24_x86_64 --platform manylinux_2_28_x86_64 \
    --platform manylinux_2_34_x86_64 --dest "$root/opt/wheels" "${wheel}[all]" nbclient nbformat ipykernel
  timed inside "$root" 'python3 -m venv /opt/venv && /opt/venv/bin/pip install --quiet --no-index --find-links /opt/wheels sim-run'
  pip=$took
  quietly inside "$root" 'mkdir /root/python && cd /root/python && /opt/venv/bin/python -c "
import sim_run
assert str(sim_run.program()).startswith(\"/opt/venv/\"), sim_run.program()
sim_run.copy_scenarios()
study = sim_run.run(\"scenarios/casmart-study.yaml\", replicates=6)
assert len(study.effects) > 100
sim_run.call(\"export\", \"results/casmart-study\", \"--xlsx\")" && /opt/venv/bin/sim-run --version'
  same "$release, wheel" "$root/root/python"

  # The notebook, unshortened. Its kernel is spoken to through files, as nothing listens here.
  timed inside "$root" '/opt/venv/bin/pip install --quiet --no-index --find-links /opt/wheels "sim-run[all]" nbclient nbformat ipykernel
    mkdir /root/notebook && cd /root/notebook && /opt/venv/bin/python -c "
import nbformat, sim_run
from nbclient import NotebookClient
from traitlets.config import Config
sim_run.copy_scenarios()
notebook = nbformat.read(\"tutorial.ipynb\", 4)
config = Config({\"KernelManager\": {\"transport\": \"ipc\"}})
NotebookClient(notebook, timeout=1200, config=config).execute()
kinds = [kind for cell in notebook.cells for output in cell.get(\"outputs\", ()) for kind in output.get(\"data\", ())]
assert kinds.count(\"image/png\") == 6, kinds
nbformat.write(notebook, \"run.ipynb\")"'
  noted=$took
  [[ -z ${DIST_NOTEBOOKS:-} ]] || cp "$root/root/notebook/run.ipynb" "$DIST_NOTEBOOKS/$release.ipynb"

  # What is taken away leaves results, and what came with them, alone.
  quietly inside "$root" '/opt/venv/bin/pip uninstall --yes --quiet sim-run'
  quietly inside "$root" '! compgen -G "/opt/venv/lib/python*/site-packages/sim_run*" && ! [[ -e /opt/venv/bin/sim-run ]]'
  [[ -f $root/root/python/results/casmart-study/summary.csv ]] || fail "$release: results of the wheel are gone"

  echo "dist: $release, glibc $glibc: root file system in $made s; package installed in $installed s, verdict after" \
    "$ran s more; wheel installed in $pip s; package (two builds), tarball and wheel: the same bytes in $files files; notebook with" \
    "what it needs in $noted s; removed without a trace"
  rm -rf "$root"
done
