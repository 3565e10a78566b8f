#!/usr/bin/env bash
# From a fresh machine to moving counts: installs, builds, starts the engine
# with fake tweets. Ctrl-C ends it.
set -euo pipefail

script=demo
# shellcheck source=tools/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

port=
rate=200
directory=$project/build/demo

usage() {
  cat <<EOF
Usage: tools/demo.sh [--port N] [--rate N] [--dir DIR]

Installs what is missing, builds, starts the engine in embedded mode and feeds
it fake tweets; prints the address where the counts move. Ctrl-C ends both.

  --port N    listen there (default: 8080, or the next free port)
  --rate N    fake tweets a second (default: $rate; 1,000 fill 1 MB or more)
  --dir DIR   the log, the ledger and what the programs say; each demo starts
              with an empty one (default: build/demo)
EOF
}

is_number() { [[ $1 =~ ^[0-9]{1,7}$ ]]; }

parse() {
  while (($#)); do
    case $1 in
      -h | --help)
        usage
        exit 0
        ;;
      --port | --rate | --dir)
        if (($# < 2)); then die "$1 needs a value"; fi
        case $1 in
          --port) port=$2 ;;
          --rate) rate=$2 ;;
          --dir) directory=$(realpath -m -- "$2") ;;
        esac
        shift 2
        ;;
      *)
        usage >&2
        exit 2
        ;;
    esac
  done
  if [[ $port ]] && { ! is_number "$port" || ((port < 1 || port > 65535)); }
  then
    die "--port must be 1 to 65535, not $port"
  fi
  is_number "$rate" || die "--rate must be a number, not $rate"
}

# -- HTTP, without a client to install ---------------------------------------------

taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

choose_port() {
  if [[ $port ]]; then
    if taken "$port"; then die "port $port is taken by another program"; fi
    return
  fi
  for port in {8080..8179}; do
    if ! taken "$port"; then return; fi
  done
  die "no port from 8080 to 8179 is free; name one with --port"
}

# get PATH: status line, headers and body; nothing when there is no answer.
get() {
  {
    exec 3<>"/dev/tcp/127.0.0.1/$port" || return 0
    printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' \
      "$1" "$port" >&3
    timeout 2 cat <&3 || true
    exec 3>&-
  } 2>/dev/null
}

ready() { [[ $(get /readyz) == HTTP/1.?\ 200* ]]; }

# One line: how many tweets, and the three commonest tags.
leaders() {
  local answer tweets tags
  answer=$(get '/api/v1/top?k=3')
  tweets=$(grep -o '"tweets": *[0-9]*' <<<"$answer" | grep -o '[0-9]*$') \
    || return 0
  tags=$(grep -oE '"tag": *"[^"]*"|"count": *[0-9]+' <<<"$answer" \
    | sed -E 's/^"tag": *"(.*)"$/\1/; s/^"count": *//' | paste -sd ' ') || true
  printf '%s tweets   %s' "$tweets" "$tags"
}

# -- the two programs ----------------------------------------------------------------

engine=
inject=

alive() { [[ $1 ]] && kill -0 "$1" 2>/dev/null; }

# Sessions of their own: Ctrl-C reaches this script only, which ends them in
# order.
start() {
  local name=$1
  shift
  setsid "$project/build/release/bin/$name" "$@" \
    >"$directory/$name.log" 2>&1 </dev/null &
}

# end PID SECONDS: SIGTERM, and SIGKILL when that does not help.
end() {
  local pid=$1 deadline=$((SECONDS + $2)) code=0
  if [[ ! $pid ]]; then return; fi
  kill -TERM "$pid" 2>/dev/null || true
  while alive "$pid"; do
    if ((SECONDS > deadline)); then
      say "process $pid did not end in $2 s: SIGKILL"
      kill -KILL "$pid" 2>/dev/null || true
      deadline=$((SECONDS + 60))
    fi
    sleep 0.05
  done
  wait "$pid" || code=$?
  return "$code"
}

finish() {
  local code=$?
  trap '' INT TERM HUP
  trap - EXIT
  if [[ -t 1 ]]; then printf '\n'; fi
  say "ending the fake tweets and the engine"
  end "$inject" 5 || true
  if ! end "$engine" 10 && ((code == 0)); then
    tail -n 5 "$directory/murmuration.log" >&2
    code=1
  fi
  if ((code == 0)); then say "both ended cleanly"; fi
  exit "$code"
}

failed() {
  tail -n 15 "$directory/$1.log" >&2
  die "$2; all it said: $directory/$1.log"
}

launch() {
  mkdir -p "$directory"
  exec 9>"$directory/.lock"
  flock -n 9 || die "another demo runs in $directory; choose another --dir"
  rm -rf "$directory/log" "$directory/ledger"
  choose_port
  stop=
  trap 'stop=yes' INT TERM HUP
  trap finish EXIT
  say "starting the engine"
  start murmuration --set "http.port=$port" \
    --set "source.log.directory=$directory/log" \
    --set "store.rocksdb.directory=$directory/ledger"
  engine=$!
  # Two tags that rise, to a tenth and a twentieth of the tweets; without a
  # limit the stream counts as one of 50 a second.
  local tweets=$((rate > 0 ? rate : 50))
  local tenth twentieth
  printf -v tenth '%d.%d' $((tweets / 10)) $((tweets % 10))
  printf -v twentieth '%d.%02d' $((tweets / 20)) $((tweets % 20 * 5))
  start murmuration-inject --log-dir "$directory/log" --rate "$rate" \
    --campaign "tag=Launch,start=15s,length=90s,peak=$tenth/s,shape=ramp" \
    --campaign "tag=Goal,start=60s,length=2m,peak=$twentieth/s,shape=pulse"
  inject=$!
  local deadline=$((SECONDS + 30))
  until [[ $stop ]] || ready; do
    alive "$engine" || failed murmuration "the engine ended"
    ((SECONDS < deadline)) || failed murmuration "no answer after 30 s"
    sleep 0.05
  done
}

watch() {
  local every=10 last=-10
  if [[ -t 1 ]]; then every=1; fi
  until [[ $stop ]]; do
    alive "$engine" || failed murmuration "the engine ended"
    alive "$inject" || failed murmuration-inject "the fake tweets ended"
    if ((SECONDS - last >= every)); then
      last=$SECONDS
      if [[ -t 1 ]]; then
        printf '\r\033[K%s' "$(leaders)"
      else
        printf '%s\n' "$(leaders)"
      fi
    fi
    # A signal ends a wait at once, but not a sleep.
    sleep 0.5 &
    wait "$!" || true
  done
}

main() {
  parse "$@"
  "$project/tools/setup.sh"
  configure release
  build release murmuration murmuration-inject
  launch
  if [[ ! $stop ]]; then
    say "$rate fake tweets a second (about $((rate * 4 / 1000 + 1)) MB) go to" \
      "$directory/log"
    say "#Launch rises after 15 s, #Goal after a minute"
    say "the counts move at http://127.0.0.1:$port (Ctrl-C ends all)"
    watch
  fi
}

main "$@"
