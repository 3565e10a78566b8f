#!/usr/bin/env bash
# All checks of the project, from a fresh machine: what .ci/run calls.
set -euo pipefail

script='test'
# shellcheck source=tools/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

quick=
soak=
select=()

usage() {
  cat <<EOF
Usage: tools/test.sh [--quick] [--soak] [-R REGEX]

Installs what is missing, checks format and layers, builds (warnings are
errors), runs the unit tests and the simulation, then the integration and
end-to-end tests against real Kafka and HBase, then unit tests and simulation
again under the address and undefined-behaviour sanitizers.

  --quick    only format, layers, unit tests and simulation
  --soak     also the tests with the label soak, which take minutes each
  -R REGEX   only tests whose name matches

The last lines are ctest's own; the exit code is 0 when all passed.
EOF
}

parse() {
  while (($#)); do
    case $1 in
      -h | --help)
        usage
        exit 0
        ;;
      --quick) quick=yes ;;
      --soak) soak=yes ;;
      -R)
        if (($# < 2)); then die "-R needs a regular expression"; fi
        select=(-R "$2")
        shift
        ;;
      *)
        usage >&2
        exit 2
        ;;
    esac
    shift
  done
  if [[ $quick && $soak ]]; then die "--quick and --soak exclude each other"; fi
}

# -- steps ---------------------------------------------------------------------------

summary=()
failures=0

# step NAME COMMAND…: runs it and remembers the outcome. The command may `die`;
# otherwise its last part decides (`set -e` does not hold in it).
step() {
  local name=$1 from=$SECONDS code=0 word=passed
  shift
  printf '\n'
  say "== $name"
  ("$@") || code=$?
  if ((code)); then
    word=FAILED
    failures=$((failures + 1))
  fi
  summary+=("$(printf '%-7s %5d s  %s' "$word" $((SECONDS - from)) "$name")")
  return "$code"
}

# run_tests PRESET NAME CTEST-ARGUMENT…: its closing lines are kept.
run_tests() {
  local preset=$1 log=$logs/$2.log
  shift 2
  (cd "$project/build/$preset" \
    && ctest --output-on-failure --no-tests=ignore "${select[@]}" "$@") \
    2>&1 | tee "$log"
}

# Does the check of the layers find what it must?
layers_self_test() {
  "$project/tools/check_layers.py" --self-test >"$logs/layers.log"
}

build_all() {
  configure "$1"
  build "$1"
}

sanitized_build=

build_sanitized() {
  configure dev
  build dev unit_and_sim
}

# In the time that the integration tests spend waiting; they come first. In a
# process group of its own, so that it can be ended.
start_sanitized_build() {
  set -m
  (
    trap - EXIT INT TERM HUP
    renice -n 19 "$BASHPID" >"$logs/renice.log" 2>&1
    build_sanitized && touch "$logs/sanitized-build.done"
  ) >"$logs/sanitized-build.log" 2>&1 &
  sanitized_build=$!
  set +m
}

# Says the rest of what the build says, and whether it succeeded.
await_sanitized_build() {
  tail -n 20 --pid="$sanitized_build" -f "$logs/sanitized-build.log"
  [[ -f $logs/sanitized-build.done ]]
}

# -- real Kafka and HBase ----------------------------------------------------------

services_dir=

services_up() {
  KAFKA_PORT=free THRIFT_PORT=free \
    MURMURATION_SERVICES_DIR=$services_dir "$project/tools/services.sh" up
}

services_down() {
  if [[ ! $services_dir ]]; then return; fi
  MURMURATION_SERVICES_DIR=$services_dir \
    "$project/tools/services.sh" down >"$logs/services-down.log" 2>&1 || true
  rm -rf "$services_dir"
  services_dir=
}

# Never leaves a server or its data behind.
clean_up() {
  local code=$?
  trap '' INT TERM HUP
  trap - EXIT
  if [[ $sanitized_build ]]; then
    kill -TERM -- "-$sanitized_build" 2>"$logs/kill.log" || true
  fi
  services_down
  exit "$code"
}

with_services() {
  # Not in the project: the paths of sockets and data stay short.
  services_dir=$(mktemp -d "${TMPDIR:-/tmp}/murmuration-services.XXXXXX")
  if ! step "Kafka and HBase start" services_up; then return; fi
  set -a
  # shellcheck source=/dev/null
  source "$services_dir/env"
  set +a
  export MURMURATION_SERVICES_DIR=$services_dir
  export MURMURATION_VENV=$project/build/venv
  step "integration and end to end" \
    run_tests release integration -L 'integration|e2e' -LE soak -j 2 || true
  if [[ $soak ]]; then
    step "soak" run_tests release soak -L soak || true
  fi
  services_down # their memory is wanted by the next build
}

# -- all of it -----------------------------------------------------------------------

# The closing lines of failed runs come last, so that the last line tells.
closing_lines() {
  local log passed=() failed=()
  for log in "$logs"/{unit,integration,soak,sanitized}.log; do
    if [[ ! -f $log ]]; then continue; fi
    if grep -q '^100% tests passed\|^No tests were found' "$log"; then
      passed+=("$log")
    else
      failed+=("$log")
    fi
  done
  for log in "${passed[@]}" "${failed[@]}"; do
    printf '\n-- %s\n' "$(basename "$log" .log)"
    sed -n '/^[0-9]*% tests passed/,$p; /^No tests were found/p' "$log"
  done
}

main() {
  parse "$@"
  logs=$project/build/test-logs
  rm -rf "$logs"
  mkdir -p "$logs"
  trap 'exit 130' INT TERM HUP
  trap clean_up EXIT

  step "packages" "$project/tools/setup.sh" --test || exit 1
  step "format" "$project/tools/check_format.sh" || true
  step "layers" "$project/tools/check_layers.py" || true
  step "layers, self-test" layers_self_test || true
  step "shell scripts" shellcheck -x -P "$project" "$project"/tools/*.sh \
    "$project"/tools/bench/*.sh "$project/.ci/run" || true
  if step "release build" build_all release; then
    step "unit tests and simulation" \
      run_tests release unit -L 'unit|sim' -LE soak -j 2 || true
    if [[ ! $quick ]]; then
      start_sanitized_build
      with_services
      if step "sanitizer build" await_sanitized_build; then
        step "unit tests and simulation, sanitized" \
          run_tests dev sanitized -L 'unit|sim' -LE soak -j 2 || true
      fi
    fi
  fi

  printf '\n'
  say "== summary ($((SECONDS / 60)) min $((SECONDS % 60)) s)"
  printf '%s\n' "${summary[@]}"
  closing_lines
  if ((failures)); then exit 1; fi
}

main "$@"
