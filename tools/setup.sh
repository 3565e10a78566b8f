#!/usr/bin/env bash
# Installs what Murmuration needs on Debian 12 and is not there yet.
set -euo pipefail

script=setup
# shellcheck source=tools/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

usage() {
  cat <<EOF
Usage: tools/setup.sh [--test]

Installs the Debian packages that building and running need, only the missing
ones. Needs root or sudo for that; with nothing missing it changes nothing.

  --test   also what the tests need: clang-format, kcat, valgrind, Java and
           Maven (for real Kafka and HBase), Chromium and in build/browser
           what drives it, HappyBase and prometheus_client in build/venv, and
           Prometheus' promtool in build/promtool
EOF
}

to_build=(
  ca-certificates ccache cmake g++ ninja-build pkg-config
  libbenchmark-dev libboost-test-dev libbrotli-dev libcaf-dev libcli11-dev
  libcpp-httplib-dev libcurl4-openssl-dev
  libfmt-dev libgoogle-perftools-dev librdkafka-dev librocksdb-dev libsimdjson-dev
  libspdlog-dev libssl-dev libthrift-dev libtomlplusplus-dev libutf8proc-dev
  libxxhash-dev libzstd-dev prometheus-cpp-dev rapidjson-dev thrift-compiler
  zlib1g-dev
)
to_test=(
  chromium clang-format fonts-noto-color-emoji kcat maven
  openjdk-17-jre-headless python3 python3-venv shellcheck valgrind
)
# HappyBase speaks through thriftpy2, whose next version may not fit it.
python_packages=(
  happybase==1.2.0 prometheus_client==0.21.1 thriftpy2==0.5.2
)

as_root() {
  if [[ $(id -u) -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "installing packages needs root, and sudo is not installed"
  fi
}

installed() {
  dpkg -s "$1" 2>/dev/null | grep -q '^Status: .* ok installed$'
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq \
    -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@" >>"$log" 2>&1
}

# The lists are fetched only when they do not do: absent, or too old.
install_packages() {
  local missing=() package
  for package in "$@"; do
    if ! installed "$package"; then missing+=("$package"); fi
  done
  if ((${#missing[@]} == 0)); then
    say "all ${#} packages are installed"
    return
  fi
  say "installing ${#missing[@]} of ${#} packages: ${missing[*]}"
  if apt_get install -y --no-install-recommends "${missing[@]}"; then return; fi
  say "fetching the package lists first"
  if apt_get update \
    && apt_get install -y --no-install-recommends "${missing[@]}"; then
    return
  fi
  tail -n 15 "$log" >&2
  die "apt-get could not install them; all it said: $log"
}

# The pages are built with Node.js 18 or later, from wherever it comes.
packages_for_pages() {
  if ! command -v node >/dev/null; then echo nodejs; fi
  if ! command -v npm >/dev/null; then echo npm; fi
}

install_python_packages() {
  local venv=$project/build/venv
  if [[ -f $venv/installed ]] \
    && [[ $(<"$venv/installed") == "${python_packages[*]}" ]]; then
    say "build/venv has ${python_packages[*]}"
    return
  fi
  say "installing ${python_packages[*]} into build/venv"
  rm -rf "$venv"
  if ! python3 -m venv "$venv" >>"$log" 2>&1 \
    || ! "$venv/bin/pip" install --quiet --disable-pip-version-check \
      "${python_packages[@]}" >>"$log" 2>&1; then
    tail -n 15 "$log" >&2
    die "pip could not install them; all it said: $log"
  fi
  echo "${python_packages[*]}" >"$venv/installed"
}

install_browser_packages() {
  local from=$project/tests/browser to=$project/build/browser
  if cmp -s "$from/package-lock.json" "$to/installed"; then
    say "build/browser has what drives Chromium"
    return
  fi
  say "installing what drives Chromium into build/browser"
  rm -rf "$to"
  mkdir -p "$to"
  cp "$from"/{package.json,package-lock.json,.npmrc} "$to"
  if ! (cd "$to" && npm ci --ignore-scripts) >>"$log" 2>&1; then
    tail -n 15 "$log" >&2
    die "npm could not install it; all it said: $log"
  fi
  cp "$from/package-lock.json" "$to/installed"
}

# Out of Debian's package of Prometheus, which would start a server of it.
install_promtool() {
  local directory=$project/build/promtool unpacked
  if [[ -x $directory/promtool ]]; then
    say "build/promtool has promtool"
    return
  fi
  say "taking promtool out of Debian's prometheus into build/promtool"
  rm -rf "$directory"
  unpacked=$directory/unpacked
  mkdir -p "$unpacked"
  if ! (cd "$directory" && {
    apt-get -qq download prometheus \
      || { apt_get update && apt-get -qq download prometheus; }
  } && dpkg-deb -x prometheus_*.deb "$unpacked") >>"$log" 2>&1; then
    tail -n 15 "$log" >&2
    die "apt-get could not download prometheus; all it said: $log"
  fi
  mv "$unpacked/usr/bin/promtool" "$directory/"
  rm -rf "$unpacked" "$directory"/prometheus_*.deb
}

main() {
  local packages testing=
  mapfile -t packages < <(packages_for_pages)
  packages+=("${to_build[@]}")
  case ${1:-} in
    '') ;;
    --test)
      testing=yes
      packages+=("${to_test[@]}")
      ;;
    -h | --help)
      usage
      return
      ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
  command -v apt-get >/dev/null || die "this is no Debian: apt-get is missing"
  mkdir -p "$project/build"
  log=$project/build/setup.log
  : >"$log"
  install_packages "${packages[@]}"
  if [[ $testing ]]; then
    install_python_packages
    install_browser_packages
    install_promtool
  fi
}

main "$@"
