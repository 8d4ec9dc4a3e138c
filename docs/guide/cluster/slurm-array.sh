#!/bin/bash
#SBATCH --job-name=sim-run
#SBATCH --requeue
#SBATCH --cpus-per-task=1
#SBATCH --output=sim-run-%A-%a.log
# A study in parts, one part a task of a Slurm array:
#   sbatch --array=1-PARTS docs/guide/cluster/slurm-array.sh PARTS SCENARIO OUT [FLAGS OF run]
# The number of parts is an argument, because that of the tasks changes when some are run again.
set -euo pipefail
parts=$1 scenario=$2 out=$3
shift 3
# A study multiplies no matrices: OpenBLAS need not start threads for it.
export OPENBLAS_NUM_THREADS=1
exec "${SIM_RUN:-.build/release/sim-run}" run "$scenario" --out "$out" \
  --shard "$SLURM_ARRAY_TASK_ID/$parts" --threads "${SLURM_CPUS_PER_TASK:-1}" --quiet "$@"
