#!/bin/sh
# Fuzzes the readers of every kind of file, each for a number of seconds (default 2), and prints how
# many inputs each has read. With NAME of a reader only that one; a find is kept in .build-fuzz/finds
# and run again with: Tests/System/fuzz.sh 0 READER FILE
#   Tests/System/fuzz.sh [SECONDS [READER [FILE]]]
# SIM_FUZZ_RUNS=N reads N inputs with each reader instead, however long that takes.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-2}
only=${2:-}

SIM_RUN_FUZZ=1 swift build -c release --scratch-path .build-fuzz --product sim-fuzz >&2
program=.build-fuzz/release/sim-fuzz
[ -x .build/release/sim-run ] || make build >&2

# What the readers of a results folder start from: a small study, and a part of it for merge.
result=.build-fuzz/result
part=$result.shards/1-of-2
small() {
  .build/release/sim-run run scenarios/casmart-study.yaml --replicates 2 --no-report --quiet \
    --set calendar.months=2 --set calendar.burn_in=0 --set 'population.select=[010904]' \
    --out "$result" --force "$@"
}
[ -f "$result/run.json" ] || small
[ -f "$part/run.json" ] || small --shard 1/2
judgements=.build-fuzz/judgements.csv
printf 'path,q05,q50,q95,why\ndecision.cost_weight,0.1,0.2,0.9,a survey\n' > "$judgements"
# Without this the runtime's own crash report takes the place of the saved input.
export SWIFT_BACKTRACE=enable=no
mkdir -p .build-fuzz/finds

# Reader, then the files that its inputs begin as.
readers() {
  echo "scenario scenarios/*.yaml"
  echo "communes scenarios/places/poipet/communes.csv"
  echo "residuals scenarios/places/poipet/residuals.csv"
  echo "seeds seeds/*.csv"
  echo "posterior scenarios/data/*posterior*.csv"
  echo "targets scenarios/data/targets.csv"
  echo "judgements $judgements"
  echo "patterns scenarios/patterns.csv"
  echo "manifest $result/run.json"
  echo "journal $result/run.json"
  echo "catalogue Sources/CTexts/Catalogue/en.json"
  for table in outcomes monthly summary reach; do echo "$table $result/$table.csv"; done
  for file in run.json summary.csv effects.csv targets.csv monthly.csv reach.csv; do
    echo "report:$file $result/$file"
  done
  for file in run.json outcomes.csv; do echo "compare:$file $result/$file"; done
  for file in run.json monthly.csv; do echo "replay:$file $result/$file"; done
  echo "merge:run.json $part/run.json"
}

readers > .build-fuzz/readers
total=0
while read -r reader files; do
  [ -z "$only" ] || [ "$only" = "$reader" ] || continue
  export SIM_FUZZ_READER="$reader"
  case $reader in
    merge:*) export SIM_FUZZ_RESULT="$PWD/$part" ;;
    *) export SIM_FUZZ_RESULT="$PWD/$result" ;;
  esac
  if [ $# -gt 2 ]; then exec "$program" "$3"; fi
  place=$(echo "$reader" | tr ':' '-')
  mkdir -p ".build-fuzz/corpus/$place"
  for file in $files; do
    [ -f "$file" ] || continue
    seed=.build-fuzz/corpus/$place/seed-$(basename "$file")
    # Of a table the header and some rows: many short inputs tell more than a few long ones.
    case $file in
      *.csv) head -n 4 "$file" > "$seed" ;;
      *) cp "$file" "$seed" ;;
    esac
  done
  if [ "$reader" = scenario ]; then
    # Forms that a scenario may not take, and that a parser could take long for.
    printf 'a: &_ [x,x]\nb: &__ [*_,*_]\n<<: *__\n? *__\n: {? [y]: 2}\n' \
      > ".build-fuzz/corpus/$place/seed-aliases"
    printf 'schema: 1\nname: a\nlevers: {savings: {coverage: 40,5%%}}\n\tb: [[[{? ? a}]]]\n' \
      > ".build-fuzz/corpus/$place/seed-forms"
  fi
  limit=-max_total_time=$seconds
  [ -z "${SIM_FUZZ_RUNS:-}" ] || limit=-runs=$SIM_FUZZ_RUNS
  log=.build-fuzz/log-$place
  "$program" ".build-fuzz/corpus/$place" "$limit" -max_len=65536 -timeout=60 -rss_limit_mb=2048 \
    -artifact_prefix=.build-fuzz/finds/ -print_final_stats=1 < /dev/null > "$log" 2>&1 || {
    tail -n 40 "$log"
    echo "$reader: a find, kept in .build-fuzz/finds" >&2
    exit 1
  }
  inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  echo "$reader: ${inputs:-0} inputs"
  total=$((total + ${inputs:-0}))
done < .build-fuzz/readers
echo "$total inputs, no find"
