#!/usr/bin/env bash
# Real Kafka 4.1 and HBase 2.6 on this machine, from their Maven artifacts:
# for the integration tests and for trying the full stack. `services.sh help`.
set -euo pipefail

tools=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
project=$(dirname -- "$tools")
dir=${MURMURATION_SERVICES_DIR:-$project/.services}
jars=${MURMURATION_SERVICES_JARS:-$project/.services/jars}

usage() {
  cat <<EOF
Usage: tools/services.sh COMMAND

  up [kafka|hbase]   download once, start what does not run, wait until ready
  down               stop everything (data stays)
  wipe               down, and delete the data (the downloads stay)
  status             what runs, where, with which pid; 3 when nothing does
  topic NAME N [CONFIG]
                     create the Kafka topic with N partitions, or grow it to N;
                     CONFIG as in max.message.bytes=100000

For fault tests, each with NAME = kafka, hbase or thrift:
  start-NAME  stop-NAME  restart-NAME  kill-NAME (SIGKILL)

Everything listens on 127.0.0.1 only. The addresses are written to
\$MURMURATION_SERVICES_DIR/env as KAFKA=HOST:PORT and THRIFT=HOST:PORT.

Environment:
  MURMURATION_SERVICES_DIR   data, logs, pids   ($dir)
  MURMURATION_SERVICES_JARS  the downloads      ($jars)
  KAFKA_PORT, THRIFT_PORT    a number, or \`free\` for any; without, the port used
                             last in this directory, at first 9092 and 9090.
                             A killed server that is started again keeps its port
  THRIFT_TRANSPORT           buffered (default) or framed
  KAFKA_HEAP, HBASE_HEAP, THRIFT_HEAP   512m, 512m, 256m
EOF
}

say() { printf 'services: %s\n' "$*"; }
die() {
  printf 'services: error: %s\n' "$*" >&2
  exit 1
}

# -- what must be installed ------------------------------------------------------

apt_install() {
  say "installing $* (apt-get)"
  local as=()
  if [[ $(id -u) -ne 0 ]]; then as=(sudo); fi
  "${as[@]}" apt-get update -qq
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

need_tools() {
  local missing=()
  command -v java >/dev/null || missing+=(openjdk-17-jre-headless)
  command -v mvn >/dev/null || missing+=(maven)
  if ((${#missing[@]})); then apt_install "${missing[@]}"; fi
}

# need_jars kafka|hbase: its jars, complete, in $jars/NAME.
need_jars() {
  local name=$1 pom=$tools/services/$1/pom.xml to=$jars/$1 try
  if cmp -s "$pom" "$to/pom.xml"; then return; fi
  need_tools
  mkdir -p "$jars"
  exec 8>"$jars/.lock"
  flock -w 600 8 || die "another download into $jars does not end"
  if ! cmp -s "$pom" "$to/pom.xml"; then
    for try in 1 2 3; do
      say "downloading the jars of $name to $to (try $try of 3)"
      rm -rf "$to" "$to.new"
      if mvn -q -B -f "$pom" dependency:copy-dependencies \
        -DincludeScope=runtime -DoutputDirectory="$to.new"; then
        cp "$pom" "$to.new/pom.xml"
        mv "$to.new" "$to"
        break
      fi
    done
  fi
  exec 8>&-
  [[ -f $to/pom.xml ]] || die "Maven could not download the jars of $name"
}

# -- ports -----------------------------------------------------------------------

port_taken() {
  local hex
  printf -v hex '%04X' "$1"
  # Fields: slot, local address, remote address, state (0A = listening).
  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null \
    | awk -v p=":$hex" '$4 == "0A" && substr($2, length($2) - 4) == p {f = 1}
                        END {exit !f}'
}

# Below the range that the kernel hands out to outgoing connections.
free_port() {
  local port _
  for _ in {1..100}; do
    port=$((20000 + RANDOM % 12000))
    if ! port_taken "$port"; then
      echo "$port"
      return
    fi
  done
  die "no free port found between 20000 and 32000"
}

# remembered KEY: the port that this directory used last.
remembered() {
  if [[ -f $dir/env ]]; then sed -n "s/^$1=.*://p" "$dir/env"; fi
}

# remember KEY PORT
remember() {
  touch "$dir/env"
  { grep -v "^$1=" "$dir/env" || true; } >"$dir/env.new"
  echo "$1=127.0.0.1:$2" >>"$dir/env.new"
  mv "$dir/env.new" "$dir/env"
}

# choose_port KEY WANTED DEFAULT: decides and remembers.
choose_port() {
  local port=${2:-$3} last
  last=$(remembered "$1")
  # A server that was killed comes back where its clients look for it.
  if [[ -n $last && ( -z $2 || $2 == free ) ]]; then port=$last; fi
  if [[ $port == free ]] || { [[ $2 == free ]] && port_taken "$port"; }; then
    port=$(free_port)
  fi
  [[ $port =~ ^[0-9]{1,5}$ ]] || die "the port of $1 is not a number: $port"
  if port_taken "$port"; then
    die "port $port, wanted for $1, is taken by another program; set" \
      "${1}_PORT to another number or to 'free'"
  fi
  remember "$1" "$port"
}

# -- processes -------------------------------------------------------------------

# A pid file holds the pid and the start time, so that a pid that was given
# out again to somebody else is never killed.
start_time() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f1,20; }

pid_of() {
  local pid since now
  [[ -f $dir/$1/pid ]] || return 1
  read -r pid since <"$dir/$1/pid" || return 1
  now=$(start_time "$pid") || return 1
  [[ ${now%% *} != Z && ${now##* } == "$since" ]] || return 1
  echo "$pid"
}

running() { pid_of "$1" >/dev/null; }

# launch NAME HEAP JARS JAVA-ARGUMENT…
launch() {
  local name=$1 heap=$2 classes=$3 pid
  shift 3
  if [[ -f $dir/$name/log ]]; then mv "$dir/$name/log" "$dir/$name/log.old"; fi
  setsid java "-Xmx$heap" -XX:+UseSerialGC -XX:-UsePerfData \
    -Djava.net.preferIPv4Stack=true -cp "$classes" "$@" \
    >"$dir/$name/log" 2>&1 </dev/null 8>&- 9>&- &
  pid=$!
  echo "$pid $(start_time "$pid" | cut -d' ' -f2)" >"$dir/$name/pid"
}

# wait_ready NAME SECONDS CHECK…
wait_ready() {
  local name=$1 seconds=$2 from=$SECONDS
  shift 2
  until "$@"; do
    if ! running "$name"; then
      tail -n 25 "$dir/$name/log" >&2
      die "$name ended while starting; its log is $dir/$name/log"
    fi
    if ((SECONDS - from > seconds)); then
      tail -n 25 "$dir/$name/log" >&2
      die "$name is not ready after $seconds s; its log is $dir/$name/log"
    fi
    sleep 0.2
  done
  say "$name is ready after $((SECONDS - from)) s"
}

# end NAME SIGNAL SECONDS: and SIGKILL when that does not help.
end() {
  local name=$1 pid deadline=$((SECONDS + $3))
  if ! pid=$(pid_of "$name"); then
    say "$name does not run"
    return
  fi
  say "sending $2 to $name (pid $pid)"
  kill "-$2" "$pid" 2>/dev/null || true
  while running "$name"; do
    if ((SECONDS > deadline)); then
      say "$name did not end in $3 s: SIGKILL"
      kill -KILL "$pid" 2>/dev/null || true
      deadline=$((SECONDS + 10))
    fi
    sleep 0.1
  done
}

# -- Kafka -----------------------------------------------------------------------

kafka_config() {
  local kafka controller
  kafka=$(remembered KAFKA)
  controller=$(remembered KAFKA_CONTROLLER)
  cat <<EOF
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$controller
listeners=PLAINTEXT://127.0.0.1:$kafka,CONTROLLER://127.0.0.1:$controller
advertised.listeners=PLAINTEXT://127.0.0.1:$kafka
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=$dir/kafka/data
num.partitions=2
offsets.topic.num.partitions=4
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
# Above the engine's record-bytes-max of 16 MiB, so that tests can send too much.
message.max.bytes=33554432
replica.fetch.max.bytes=33554432
EOF
}

kafka_ready() {
  grep -q 'Kafka Server started' "$dir/kafka/log"
}

start_kafka() {
  if running kafka; then
    say "kafka already runs at 127.0.0.1:$(remembered KAFKA)"
    return
  fi
  need_jars kafka
  mkdir -p "$dir/kafka"
  choose_port KAFKA "${KAFKA_PORT:-}" 9092
  choose_port KAFKA_CONTROLLER free free
  kafka_config >"$dir/kafka/server.properties"
  if [[ ! -f $dir/kafka/data/meta.properties ]]; then
    say "formatting $dir/kafka/data"
    java -cp "$jars/kafka/*" kafka.tools.StorageTool format \
      -t bXVybXVyYXRpb24gMTIzNA -c "$dir/kafka/server.properties" \
      >"$dir/kafka/format.log" 2>&1 \
      || die "formatting failed: $(tail -n 3 "$dir/kafka/format.log")"
  fi
  say "starting kafka at 127.0.0.1:$(remembered KAFKA)"
  launch kafka "${KAFKA_HEAP:-512m}" "$jars/kafka/*" \
    -Dlog4j2.configurationFile="$tools/services/kafka/log4j2.properties" \
    kafka.Kafka "$dir/kafka/server.properties"
}

wait_kafka() { wait_ready kafka 120 kafka_ready; }

topic() {
  [[ $# -eq 2 || $# -eq 3 ]] \
    || die "usage: services.sh topic NAME PARTITIONS [CONFIG]"
  running kafka || die "kafka does not run; services.sh up kafka"
  local at tool
  at=127.0.0.1:$(remembered KAFKA)
  tool=(java -cp "$jars/kafka/*" org.apache.kafka.tools.TopicCommand
    --bootstrap-server "$at" --topic "$1" --partitions "$2")
  if ! "${tool[@]}" --create ${3:+--config "$3"} >"$dir/kafka/topic.log" 2>&1; then
    "${tool[@]}" --alter >>"$dir/kafka/topic.log" 2>&1 \
      || grep -q "already has $2 partition" "$dir/kafka/topic.log" \
      || die "$(grep Error "$dir/kafka/topic.log" | tail -n 1)"
  fi
  say "topic $1 has $2 partitions at $at"
}

# -- HBase and its Thrift server -------------------------------------------------

hbase_config() {
  local name value
  echo '<configuration>'
  while read -r name value; do
    value=${value//&/&amp;}
    value=${value//</&lt;}
    echo "<property><name>$name</name><value>$value</value></property>"
  done <<EOF
hbase.cluster.distributed false
hbase.rootdir file://$dir/hbase/data
hbase.tmp.dir $dir/hbase/tmp
hbase.unsafe.stream.capability.enforce false
hbase.wal.provider filesystem
hbase.master.hostname localhost
hbase.master.ipc.address 127.0.0.1
hbase.master.port 0
hbase.master.info.port -1
hbase.regionserver.hostname localhost
hbase.regionserver.ipc.address 127.0.0.1
hbase.regionserver.port 0
hbase.regionserver.info.port -1
hbase.regionserver.handler.count 10
hbase.zookeeper.quorum 127.0.0.1
hbase.zookeeper.property.clientPort $(remembered ZOOKEEPER)
hbase.zookeeper.property.dataDir $dir/hbase/zookeeper
hbase.thrift.info.port -1
hbase.regionserver.thrift.framed.max_frame_size_in_mb 16
EOF
  echo '</configuration>'
}

# What Java 17 must open for HBase 2.6.
java17=(--add-opens=java.base/java.lang=ALL-UNNAMED
  --add-opens=java.base/java.lang.reflect=ALL-UNNAMED
  --add-opens=java.base/java.nio=ALL-UNNAMED
  --add-exports=java.base/jdk.internal.misc=ALL-UNNAMED
  --add-exports=java.base/sun.nio.ch=ALL-UNNAMED
  --add-exports=java.base/jdk.internal.util.random=ALL-UNNAMED)

hbase_ready() {
  grep -q 'Master has completed initialization' "$dir/hbase/log"
}

thrift_open() {
  (exec 3<>"/dev/tcp/127.0.0.1/$(remembered THRIFT)") 2>/dev/null
}

# Asks for the list of tables, in Thrift's binary protocol, as a client would:
# the answer's first field says whether HBase behind it works.
thrift_answers() {
  local frame='' reply at=25
  if [[ ${THRIFT_TRANSPORT:-buffered} == framed ]]; then
    frame='\x00\x00\x00\x1a' at=29
  fi
  reply=$(
    {
      exec 3<>"/dev/tcp/127.0.0.1/$(remembered THRIFT)" || exit 0
      printf '%b' "$frame"'\x80\x01\x00\x01\x00\x00\x00\x0dgetTableNames' \
        '\x00\x00\x00\x00\x00' >&3
      timeout 10 head -c $((at + 1)) <&3 | od -An -v -tx1 | tr -d ' \n'
    } 2>/dev/null
  )
  [[ ${reply:at*2:2} == 0f ]]
}

start_hbase() {
  if running hbase; then
    say "hbase already runs"
    return
  fi
  need_jars hbase
  mkdir -p "$dir/hbase"
  choose_port ZOOKEEPER free free
  hbase_config >"$dir/hbase/hbase-site.xml"
  say "starting hbase (data in $dir/hbase/data)"
  launch hbase "${HBASE_HEAP:-512m}" "$dir/hbase:$jars/hbase/*" "${java17[@]}" \
    -Dlog4j.configuration="file:$tools/services/hbase/log4j.properties" \
    org.apache.hadoop.hbase.master.HMaster start
}

wait_hbase() {
  wait_ready hbase 120 hbase_ready
  if running thrift; then wait_thrift; fi
}

start_thrift() {
  local framed=()
  if running thrift; then
    say "thrift already runs at 127.0.0.1:$(remembered THRIFT)"
    return
  fi
  [[ -f $dir/hbase/hbase-site.xml ]] || die "start hbase first"
  if [[ ${THRIFT_TRANSPORT:-buffered} == framed ]]; then framed=(-f); fi
  mkdir -p "$dir/thrift"
  choose_port THRIFT "${THRIFT_PORT:-}" 9090
  say "starting thrift at 127.0.0.1:$(remembered THRIFT)"
  launch thrift "${THRIFT_HEAP:-256m}" "$dir/hbase:$jars/hbase/*" \
    "${java17[@]}" \
    -Dlog4j.configuration="file:$tools/services/hbase/log4j.properties" \
    org.apache.hadoop.hbase.thrift.ThriftServer -p "$(remembered THRIFT)" \
    -b 127.0.0.1 "${framed[@]}" start
}

# With HBase down, a Thrift server is as ready as it can be when it listens.
wait_thrift() {
  if running hbase; then
    wait_ready thrift 120 thrift_answers
  else
    wait_ready thrift 60 thrift_open
  fi
}

# -- commands --------------------------------------------------------------------

up() {
  local what=${1:-all}
  case $what in all | kafka | hbase) ;; *) die "unknown service: $what" ;; esac
  if [[ $what != kafka ]]; then start_hbase; fi
  if [[ $what != hbase ]]; then start_kafka; fi
  if [[ $what != hbase ]]; then wait_kafka; fi
  if [[ $what != kafka ]]; then
    start_thrift
    wait_hbase
  fi
  status
}

down() {
  end thrift TERM 20
  end kafka TERM 30
  end hbase TERM 40
}

status() {
  local name any=3 pid
  declare -A at
  at=([kafka]=$(remembered KAFKA) [thrift]=$(remembered THRIFT) [hbase]='')
  for name in kafka hbase thrift; do
    if pid=$(pid_of "$name"); then
      any=0
      printf '%-7s runs%s, pid %s\n' "$name" \
        "${at[$name]:+ at 127.0.0.1:${at[$name]}}" "$pid"
    else
      printf '%-7s does not run\n' "$name"
    fi
  done
  return "$any"
}

wipe() {
  down
  say "deleting the data in $dir"
  rm -rf "$dir/kafka" "$dir/hbase" "$dir/thrift" "$dir/env"
}

main() {
  local command=${1:-help}
  local name=${command#*-}
  shift || true
  case $command in
    help | -h | --help)
      usage
      return
      ;;
    up | down | wipe | status | topic) ;;
    start-kafka | start-hbase | start-thrift) ;;
    stop-kafka | stop-hbase | stop-thrift) ;;
    restart-kafka | restart-hbase | restart-thrift) ;;
    kill-kafka | kill-hbase | kill-thrift) ;;
    *) die "unknown command: $command; see tools/services.sh help" ;;
  esac
  mkdir -p "$dir"
  dir=$(cd -- "$dir" && pwd)
  mkdir -p "$jars"
  jars=$(cd -- "$jars" && pwd)
  if [[ $command == status ]]; then
    status
    return
  fi
  exec 9>"$dir/.lock"
  flock -w 300 9 || die "another services.sh works in $dir for 5 minutes"
  case $command in
    up) up "$@" ;;
    topic) topic "$@" ;;
    down) down ;;
    wipe) wipe ;;
    start-*)
      "start_$name"
      "wait_$name"
      ;;
    stop-*) end "$name" TERM 40 ;;
    kill-*) end "$name" KILL 10 ;;
    restart-*)
      end "$name" TERM 40
      "start_$name"
      "wait_$name"
      ;;
  esac
}

main "$@"
