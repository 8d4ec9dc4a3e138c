#!/bin/bash
# A study in parts with GNU parallel, on this machine or on those of a list:
#   docs/guide/cluster/gnu-parallel.sh PARTS SCENARIO OUT [FLAGS OF run]
#   PARALLEL="--sshloginfile hosts --workdir ." docs/guide/cluster/gnu-parallel.sh …
# Parts that are there already are not run again, so the same line repeats what failed.
set -euo pipefail
parts=$1 scenario=$2 out=$3
shift 3
program=${SIM_RUN:-.build/release/sim-run}
# A study multiplies no matrices: OpenBLAS need not start threads for it.
flags=$(printf ' %q' "$@")
parallel --jobs "${JOBS:-100%}" --retries 3 --halt soon,fail=1 \
  "OPENBLAS_NUM_THREADS=1 $program run $scenario --out $out --shard {}/$parts --threads 1 --quiet$flags" \
  ::: $(seq "$parts")
exec "$program" merge "$out.shards" --out "$out"
