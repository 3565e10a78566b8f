#!/usr/bin/env python3
"""Who may include whom: the direction of dependencies, from #include lines.

check_layers.py [ROOT]       prints FILE:LINE and the rule; exit code 1
check_layers.py --self-test  plants violations in a temporary directory
"""
import pathlib, re, sys, tempfile

LAYERS = {  # folder: what it may include of ours; the longest match counts
    "messages": ["messages"],
    "config": ["config"],
    "runtime": ["messages", "config", "runtime"],
    "runtime/boot": ["messages", "config", "runtime", "actors", "http"],
    "actors": ["messages", "config", "runtime", "actors"],
    "http": ["messages", "config", "runtime", "http"],
    "tools": ["messages", "config", "runtime", "tools"],
    "tools/bench": ["messages", "config", "runtime", "actors", "http", "tools"],
}
BORDERS = {  # third-party header: where it may be included
    "librdkafka/": ["runtime/kafka", "runtime/source/kafka",
                    "runtime/letters/kafka", "tools/records_out",
                    "tools/audit", "tools/bench/floor"],
    "thrift/": ["runtime/ledger", "runtime/store/hbase"],
    "rocksdb/": ["runtime/store/rocksdb"],
    "httplib.h": ["http", "tools/audit"],
    "prometheus/": ["http"],
    "simdjson": ["runtime/decode", "tools/bench/floor"],
    "rapidjson/": ["runtime", "http", "tools"],
    "caf/": ["messages/interfaces.hpp", "actors", "http", "runtime/boot",
             "tools/bench"],
    "toml++/": ["config"],
    "curl/": ["tools/tweets"],
}
INCLUDE = re.compile(r'\s*#\s*include\s*[<"]([^>"]+)[>"]')


def inside(path, folders):
    return any(path == f or path.startswith(f + "/") for f in folders)


def adapter(path):
    match = re.match(r"runtime/(source|store|letters)/[^/]+/", path)
    return match and match[0]


def broken_rule(file, header):
    """Why `file` may not include `header`; None when it may."""
    for prefix, places in BORDERS.items():
        if header.startswith(prefix) and not inside(file, places):
            return f"{prefix} stays in {', '.join(places)}"
    top = header.split("/")[0]
    if "/" not in header or top not in [*LAYERS, "tests"]:
        return None
    layer = max((f for f in LAYERS if inside(file, [f])), key=len)
    if top not in LAYERS[layer]:
        return f"{layer} may include only {', '.join(LAYERS[layer])}"
    if inside(header, ["runtime/boot"]) and layer != "runtime/boot":
        return "nothing includes runtime/boot"
    if (layer == "runtime" and adapter(header)
            and adapter(file) != adapter(header)):
        return "an adapter is included by itself and runtime/boot only"
    if (layer == "actors" and re.fullmatch(r"actors/\w+\.hpp", header)
            and pathlib.Path(file).stem != pathlib.Path(header).stem):
        return "an actor knows its siblings by messages/interfaces.hpp only"
    return None


def check(root):
    found = []
    for path in sorted(p for folder in LAYERS if "/" not in folder
                       for p in (root / folder).rglob("*.[hc]pp")):
        file = path.relative_to(root).as_posix()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            header = INCLUDE.match(line)
            rule = header and broken_rule(file, header[1])
            if rule:
                found.append(f"{file}:{number}: {header[1]}: {rule}")
    return found


PLANTED = """
messages/a.hpp config/settings.hpp
messages/a.hpp caf/typed_actor.hpp
config/a.cpp messages/ids.hpp
config/a.cpp runtime/clock.hpp
runtime/count/a.cpp actors/consumer.hpp
runtime/count/a.cpp http/site.hpp
runtime/count/a.cpp runtime/boot/topology.hpp
runtime/count/a.cpp tests/support/shared_data.hpp
runtime/count/a.cpp caf/actor.hpp
runtime/count/a.cpp simdjson.h
runtime/source/log/a.cpp runtime/source/kafka/kafka_source.hpp
runtime/source/log/a.cpp runtime/store/memory/memory_store.hpp
runtime/ledger/a.cpp runtime/store/hbase/hbase_store.hpp
runtime/store/hbase/a.cpp rocksdb/db.h
runtime/store/rocksdb/a.cpp thrift/TOutput.h
runtime/boot/a.cpp librdkafka/rdkafka.h
runtime/boot/a.cpp toml++/toml.h
actors/consumer.cpp actors/aggregator.hpp
actors/detail/a.hpp actors/aggregator.hpp
actors/consumer.cpp http/site.hpp
actors/consumer.cpp rapidjson/document.h
http/site.cpp actors/aggregator.hpp
tools/inject/a.cpp actors/aggregator.hpp
tools/inject/a.cpp httplib.h
tools/inject/a.cpp curl/curl.h
"""
ALLOWED = """
messages/interfaces.hpp caf/typed_actor.hpp
config/a.cpp toml++/toml.h
runtime/count/a.cpp messages/ids.hpp
runtime/count/a.cpp config/settings.hpp
runtime/source/kafka/a.cpp librdkafka/rdkafka.h
runtime/source/kafka/a.cpp runtime/source/kafka/kafka_source.hpp
runtime/source/kafka/a.cpp runtime/source/record_source.hpp
runtime/boot/a.cpp actors/aggregator.hpp
runtime/boot/main/a.cpp runtime/boot/topology.hpp
runtime/boot/a.cpp runtime/store/hbase/hbase_store.hpp
actors/consumer.cpp actors/consumer.hpp
actors/consumer.cpp actors/detail/leg_worker.hpp
http/json/a.cpp rapidjson/writer.h
tools/ledger/a.cpp runtime/store/hbase/hbase_store.hpp
tools/records_out/a.cpp librdkafka/rdkafka.h
tools/inject/a.cpp sys/file.h
"""


def findings_of(lines):
    """How many of the planted includes are found, each planted alone."""
    count = 0
    for line in lines:
        file, header = line.split()
        with tempfile.TemporaryDirectory() as root:
            path = pathlib.Path(root, file)
            path.parent.mkdir(parents=True)
            path.write_text(f"// planted\n#include <{header}>\n", "utf-8")
            found = check(pathlib.Path(root))
        print("found" if found else "clean", line)
        count += bool(found and found[0].startswith(f"{file}:2: "))
    return count


def self_test():
    planted, allowed = PLANTED.split("\n")[1:-1], ALLOWED.split("\n")[1:-1]
    return findings_of(planted) == len(planted) and not findings_of(allowed)


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        sys.exit(0 if self_test() else "the self-test failed")
    here = pathlib.Path(__file__).resolve().parent.parent
    problems = check(pathlib.Path(sys.argv[1]) if sys.argv[1:] else here)
    print("\n".join(problems) or "layers: every include keeps the direction")
    sys.exit(1 if problems else 0)
