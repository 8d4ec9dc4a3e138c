#!/usr/bin/env bash
# Runs the examples of docs/guide/cluster for real: one process, GNU parallel, and Slurm on two virtual nodes
# of which one is killed during the job. All must give the same bytes. About two minutes.
# Skipped with a message where Slurm, munge or GNU parallel cannot be installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
export SIM_RUN=${SIM_RUN:-$PWD/.build/release/sim-run}

if ! .ci/setup slurm-wlm munge parallel util-linux; then
  echo "cluster: skipped, slurm-wlm, munge and parallel cannot be installed here"
  exit 0
fi
if ((EUID != 0)); then
  echo "cluster: skipped, Slurm's daemons need root to start jobs"
  exit 0
fi

work=$(mktemp -d)
daemons=()
finish() {
  for process in "${daemons[@]}"; do kill "$process" 2> /dev/null || true; done
  for process in $(of_node n1) $(of_node n2); do kill -KILL "$process" 2> /dev/null || true; done
  [[ -z ${KEEP:-} ]] || cp -r "$work" "$KEEP"
  rm -rf "$work"
}
trap finish EXIT
fail() { echo "cluster: $*" >&2; tail -n 20 "$work"/*.log >&2 || true; exit 1; }

Tests/System/small-study.sh "$work"
flags=(--replicates 480 --detail full)
parts=8
tables() { (cd "$1" && sha256sum -- *.csv datapackage.json); }
same() { [[ $(tables "$2") == "$want" ]] || fail "$1: the bytes differ"; echo "cluster: $1: the same bytes"; }

"$SIM_RUN" run "$work/study.yaml" --out "$work/one" --quiet "${flags[@]}"
want=$(tables "$work/one")

# GNU parallel; the same part twice at a time, then all again.
"$SIM_RUN" run "$work/study.yaml" --out "$work/gnu" --quiet "${flags[@]}" --shard 1/$parts &
twin=$!
docs/guide/cluster/gnu-parallel.sh $parts "$work/study.yaml" "$work/gnu" "${flags[@]}" > "$work/gnu.log" 2>&1 \
  || fail "GNU parallel failed"
wait $twin || fail "a part that runs twice at a time fails"
same "GNU parallel, $parts parts, one of them twice" "$work/gnu"
[[ -z $(find "$work/gnu.shards" -name '.*part*') ]] || fail "parts leave something behind"

# Slurm, without systemd, on this host as the nodes n1 and n2.
host=$(hostname -s)
cluster=simrun$$
port=$((20000 + RANDOM % 20000))
export SLURM_CONF=$work/slurm.conf
cat > "$SLURM_CONF" <<CONF
ClusterName=$cluster
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmctldPidFile=$work/slurmctld.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmctldTimeout=30
SlurmUser=root
StateSaveLocation=$work/state
SlurmdPidFile=$work/slurmd-%n.pid
SlurmdLogFile=$work/slurmd-%n.log
SlurmdSpoolDir=$work/spool-%n
SlurmdTimeout=10
SlurmdParameters=config_overrides
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
CryptoType=crypto/munge
MpiDefault=none
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SwitchType=switch/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=2,bf_interval=2
ReturnToService=2
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 1)) CPUs=1 State=UNKNOWN
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 2)) CPUs=1 State=UNKNOWN
PartitionName=main Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
CONF
mkdir -p "$work/state" "$work/spool-n1" "$work/spool-n2"
# Processes of a node's tasks, which Slurm has told of the node; and the daemons that watch them.
of_node() {
  local file
  for file in /proc/[0-9]*/environ; do
    if tr '\0' '\n' < "$file" 2> /dev/null | grep -x "SLURMD_NODENAME=$1" > /dev/null \
      && tr '\0' '\n' < "$file" 2> /dev/null | grep -x "SLURM_CLUSTER_NAME=${cluster:-none}" > /dev/null; then
      basename "$(dirname "$file")"
    fi
  done 2> /dev/null
}
watchers() {
  local process parent
  for process in "$@"; do
    parent=$(awk '/^PPid:/ {print $2}' "/proc/$process/status" 2> /dev/null) || continue
    if [[ $(cat "/proc/$parent/comm" 2> /dev/null) == slurmstepd ]]; then echo "$parent"; fi
  done | sort -u
}
start() {
  "$@" > "$work/$(basename "$1")-start.log" 2>&1 &
  daemons+=($!)
  disown
}

dd if=/dev/urandom of="$work/munge.key" bs=1024 count=1 2> /dev/null
chmod 400 "$work/munge.key"
start munged --foreground --force --key-file "$work/munge.key" --socket "$work/munge.socket" \
  --pid-file "$work/munged.pid" --log-file "$work/munged.log" --seed-file "$work/munged.seed"
until [[ -S $work/munge.socket ]]; do sleep 0.2; kill -0 "${daemons[-1]}" || fail "munged ends"; done
start slurmctld -D
start slurmd -D -N n1
start slurmd -D -N n2
second=${daemons[-1]}
for ((wait = 0; ; wait++)); do
  [[ $(sinfo -h -t idle -o %D 2> /dev/null) == 2 ]] && break
  ((wait < 120)) || fail "the two nodes do not come up"
  sleep 0.5
done

began=$SECONDS
(cd "$work" && sbatch --wait --requeue --array=1-$parts \
  "$OLDPWD/docs/guide/cluster/slurm-array.sh" $parts study.yaml slurm "${flags[@]}" > sbatch.log 2>&1) &
batch=$!
until [[ -d $work/slurm.shards/1-of-$parts || -d $work/slurm.shards/2-of-$parts ]]; do
  sleep 0.1
  ((SECONDS - began < 120)) || fail "no part is finished"
done
# The node dies in the middle of a task: its daemon, and all that runs under it.
until lost=$(of_node n2) && [[ -n $lost ]]; do sleep 0.1; done
kill -KILL "$second"
for process in $(watchers $lost) $lost; do kill -KILL "$process" 2> /dev/null || true; done
done_before=$(find "$work/slurm.shards" -maxdepth 1 -name '[0-9]*' | wc -l)
((done_before < parts)) || fail "the node was killed too late to matter"
while kill -0 $batch 2> /dev/null; do
  # Slurm waits two minutes before it runs a task of a lost node again.
  for job in $(squeue -h -r -t PENDING -o '%i %r' | awk '$2 == "BeginTime" {print $1}'); do
    scontrol update JobId="$job" StartTime=now || true
  done
  sleep 1
  ((SECONDS - began < 240)) || fail "the job does not end: $(squeue)"
done
wait $batch || fail "the job failed: $("$SIM_RUN" merge "$work/slurm.shards" --missing)"
[[ $(sinfo -h -n n2 -o %t) == down* ]] || fail "Slurm does not know that n2 is lost"
grep -qi "requeu" "$work/slurmctld.log" || fail "no task was requeued"
(cd "$work" && "$SIM_RUN" merge slurm.shards --out slurm --quiet)
same "Slurm, $parts tasks, n2 killed after $done_before of them" "$work/slurm"

# A part that is lost is named, and run again.
rm -rf "$work/slurm.shards/5-of-$parts"
missing=$("$SIM_RUN" merge "$work/slurm.shards" --missing || true)
[[ $missing == "5/$parts" ]] || fail "--missing says: $missing"
(cd "$work" && sbatch --wait --array="${missing%/*}" "$OLDPWD/docs/guide/cluster/slurm-array.sh" $parts \
  study.yaml slurm "${flags[@]}" >> sbatch.log 2>&1) || fail "the missing part does not run"
(cd "$work" && "$SIM_RUN" merge slurm.shards --out slurm --quiet)
same "a missing part run again" "$work/slurm"
