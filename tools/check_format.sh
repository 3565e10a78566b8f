#!/usr/bin/env bash
# Are all C++ sources formatted as .clang-format says? With --fix: make it so.
set -euo pipefail

script=format
# shellcheck source=tools/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

# Without git (a source archive) all files count, with it those it may track.
sources() {
  git ls-files -z --cached --others --exclude-standard -- '*.hpp' '*.cpp' \
    2>/dev/null \
    || find . -path ./build -prune -o -name '*.[hc]pp' -print0
}

# One line a file: where it first differs.
differing() {
  { clang-format --dry-run -Werror "${files[@]}" 2>&1 || true; } \
    | grep -E '^[^ ]+:[0-9]+:[0-9]+: ' | sort -s -u -t: -k1,1 || true
}

cd "$project"
mapfile -d '' -t files < <(sources)
case ${1:-} in
  '')
    found=$(differing)
    if [[ $found ]]; then
      printf '%s\n' "$found"
      die "$(wc -l <<<"$found") of ${#files[@]} files differ; run" \
        "tools/check_format.sh --fix"
    fi
    say "${#files[@]} files are as .clang-format says"
    ;;
  --fix) clang-format -i "${files[@]}" ;;
  *) die "usage: tools/check_format.sh [--fix]" ;;
esac
