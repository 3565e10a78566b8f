# Sourced by the scripts beside it: where the project is, how they talk, how
# they build. Sets `project`; the caller sets `script`, its name in messages.
# shellcheck shell=bash

project=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s: %s\n' "${script:?}" "$*"; }

die() {
  printf '%s: error: %s\n' "${script:?}" "$*" >&2
  exit 1
}

# A compiler of one of the large files needs about 1 GB.
jobs_at_once() {
  local cores memory_kb
  cores=$(nproc)
  memory_kb=$(sed -n 's/^MemAvailable: *\([0-9]*\) kB/\1/p' /proc/meminfo)
  local fit=$((memory_kb / 1048576))
  if ((fit < 1)); then fit=1; fi
  echo $((cores < fit ? cores : fit))
}

# configure PRESET: CMake's own words only when it fails.
configure() {
  local preset=$1 log=$project/build/configure-$1.log
  mkdir -p "$project/build"
  say "configuring build/$preset"
  if ! (cd "$project" && cmake --preset "$preset") >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    die "CMake could not configure the preset $preset; all it said: $log"
  fi
}

# build PRESET [TARGET…]
build() {
  local preset=$1 jobs
  shift
  jobs=$(jobs_at_once)
  # Another checkout of the same sources finds what this one compiled.
  export CCACHE_BASEDIR=$project CCACHE_NOHASHDIR=yes
  export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime
  # GCC knows a header in a precompiled one by its bytes, comments too: one of
  # another checkout with other comments would define everything twice. The
  # namespace keeps out what was cached without this rule.
  export CCACHE_COMMENTS=yes CCACHE_NAMESPACE=murmuration
  say "building build/$preset with $jobs jobs"
  cmake --build "$project/build/$preset" -j "$jobs" ${1:+--target "$@"}
}
