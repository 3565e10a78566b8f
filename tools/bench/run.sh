#!/usr/bin/env bash
# Whole runs: the engine beside the floor and its peers. `run.sh --help`.
set -euo pipefail

script=bench
# shellcheck source=tools/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"

tweets=500000
seed=1
partitions=2
runs=5
sources=both
peers=()
compression=uncompressed
out=$project/build/bench

usage() {
  cat <<EOF
Usage: tools/bench/run.sh [OPTION…]

Builds, makes tweets up, starts a real Kafka of its own, and measures the
engine, the floor program and peers in turns. Writes a Markdown table and a CSV
with each run.

  --tweets N         $tweets of the size of raw ones
  --seed S           $seed; the same seed, the same tweets
  --partitions N     $partitions
  --runs N           $runs repetitions
  --from log|kafka   only the log directory, or only Kafka
  --lz4              the topic keeps the producer's compression; without, it
                     holds the records as they are, as the log does
  --peers DIR        programs for the same job, see tools/bench/peers.py
  --out DIR          $out
EOF
}

while (($#)); do
  case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    --lz4)
      compression=producer
      shift
      continue
      ;;
    --tweets | --seed | --partitions | --runs | --from | --peers | --out)
      if (($# < 2)); then die "$1 needs a value"; fi
      ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
  case $1 in
    --tweets) tweets=$2 ;;
    --seed) seed=$2 ;;
    --partitions) partitions=$2 ;;
    --runs) runs=$2 ;;
    --from) sources=$2 ;;
    --peers) peers=(--peers "$(realpath -- "$2")") ;;
    --out) out=$2 ;;
  esac
  shift 2
done
case $sources in both | log | kafka) ;; *) die "--from log or kafka" ;; esac

mkdir -p "$out"
scratch=$(mktemp -d "$out/scratch.XXXXXX")
export MURMURATION_SERVICES_DIR=$scratch/services

clean_up() {
  if [[ -d $MURMURATION_SERVICES_DIR ]]; then
    "$project/tools/services.sh" down >"$scratch/down.log" 2>&1 || true
  fi
  rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

# The port that peers expect, if it is free.
kafka_up() {
  local port
  for port in 9092 free; do
    if KAFKA_PORT=$port "$project/tools/services.sh" up kafka \
      >"$scratch/up.log" 2>&1; then return; fi
  done
  die "Kafka does not start: $(tail -n 3 "$scratch/up.log")"
}

inject() {
  "$project/build/release/bin/murmuration-inject" --partitions "$partitions" \
    --rate 0 --count "$tweets" --seed "$seed" --truth "$scratch/truth.json" \
    "$@" >"$scratch/inject.log" 2>&1 || die "$(tail -n 3 "$scratch/inject.log")"
}

configure release
build release murmuration murmuration-inject murmuration-floor

options=()
if [[ $sources != kafka ]]; then
  say "writing $tweets tweets to a log"
  inject --log-dir "$scratch/log"
  options+=(--log "$scratch/log")
fi
if [[ $sources != log ]]; then
  say "starting Kafka"
  kafka_up
  # shellcheck source=/dev/null
  source "$MURMURATION_SERVICES_DIR/env"
  "$project/tools/services.sh" topic tweets "$partitions" \
    "compression.type=$compression" >"$scratch/topic.log"
  say "sending $tweets tweets to Kafka at $KAFKA"
  inject --brokers "$KAFKA"
  jar=$(echo "${MURMURATION_SERVICES_JARS:-$project/.services/jars}"/kafka/kafka-server-4*.jar)
  options+=(--kafka "$KAFKA" --fact
    "$(basename "$jar" .jar), topic $compression, on the same machine")
fi
"$project/tools/bench/runs.py" "${options[@]}" --partitions "$partitions" \
  --seed "$seed" --runs "$runs" --truth "$scratch/truth.json" --out "$out" \
  "${peers[@]}"
