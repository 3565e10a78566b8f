#!/usr/bin/env bash
# Takes the pictures that the README shows, from the demo's engine and feed.
set -euo pipefail

script=pictures
# shellcheck source=tools/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

folder=$project/http/dashboard/pictures
# GitHub and a slow line are to show them at once.
bytes_max=204800

usage() {
  cat <<EOF
Usage: tools/pictures.sh [DIR]

Installs and builds what is missing, starts the engine with fake tweets (always
the same), waits a good minute and takes pictures of its pages in headless
Chromium: the dashboard on a desk and, dark, on a phone, and the status page.
They go to DIR (default: http/dashboard/pictures). Fails if one has more than
$((bytes_max / 1024)) KB.
EOF
}

main() {
  case ${1:-} in
    -h | --help)
      usage
      return
      ;;
    -*)
      usage >&2
      exit 2
      ;;
  esac
  if [[ ${1:-} ]]; then folder=$(realpath -m -- "$1"); fi
  "$project/tools/setup.sh" --test
  configure release
  build release murmuration murmuration-inject
  node "$project/tests/browser/pictures.mjs" "$folder"
  local picture bytes
  for picture in "$folder"/*.png; do
    bytes=$(stat -c %s "$picture")
    say "$picture: $((bytes / 1024)) KB"
    if ((bytes > bytes_max)); then die "that is too large"; fi
  done
}

main "$@"
