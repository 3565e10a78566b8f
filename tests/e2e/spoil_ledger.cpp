/// For audit_test.py: spoils a RocksDB ledger in one place, through the codec.
///
///   spoil_ledger DIRECTORY
///       count|second|author|remove|double|snapshot|wrong-snapshot
///
/// `count` adds one to a tag of a delta, `second` to a tag of one of its
/// seconds, `author` makes another one of an author of its, `remove` deletes a
/// delta that others follow, `double` writes a delta again at another start,
/// `snapshot` folds all into a true one, `wrong-snapshot` into one with a count
/// too many. Says where, as `topic/partition start`.
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "runtime/ledger/codec.hpp"
#include "runtime/ledger/fold.hpp"
#include "runtime/ledger/keys.hpp"
#include "runtime/store/rocksdb/rocksdb_store.hpp"

using namespace murmuration;

namespace {

constexpr const char* job = "default";

template <class T>
T value_of(store_result<T> result) {
  if (!result)
    throw std::runtime_error(result.error().what);
  return std::move(*result);
}

struct found_delta {
  keys::delta_place place;
  delta content;
};

/// The second of the partition that comes first: neither origin nor end.
found_delta some_delta(ledger_store& store) {
  for (const auto& one : value_of(store.scan(keys::deltas(job), {}))) {
    auto place = keys::parse_delta(one.key);
    if (place && place->start.next.value > 0)
      return {*place, value_of(decode_delta(one.value))};
  }
  throw std::runtime_error("no delta behind the first");
}

void say(const keys::delta_place& where) {
  std::cout << to_string(where.source) << ' ' << where.start.next.value << '\n';
}

std::string key_of(const keys::delta_place& where) {
  return keys::delta(job, where.source, where.start);
}

void snapshot_of_all(ledger_store& store, std::uint64_t too_many) {
  ledger book{store, job};
  auto all = value_of(fold(book, fold_depth::counts));
  snapshot draft;
  draft.announced.number = all.newest ? all.newest->number + 1 : 1;
  draft.announced.id = 1;
  draft.announced.partitions = all.partitions;
  for (const auto& [name, count] : all.tags)
    draft.content.tags.push_back({name.first, name.second, count});
  draft.content.tags.front().count += too_many;
  auto wrote = value_of(book.write_snapshot(draft));
  if (wrote.what != snapshot_outcome::mine)
    throw std::runtime_error("the snapshot was not taken");
  std::cout << draft.content.tags.front().key << '\n';
}

void spoil(ledger_store& store, std::string_view how) {
  if (how == "snapshot" || how == "wrong-snapshot")
    return snapshot_of_all(store, how == "snapshot" ? 0 : 1);
  auto [place, content] = some_delta(store);
  if (how == "count") {
    ++content.tags.front().count;
    value_of(store.put(key_of(place), encode(content)));
  } else if (how == "second") {
    ++content.tag_seconds.value().front().tags.front().count;
    value_of(store.put(key_of(place), encode(content)));
  } else if (how == "author") {
    ++content.tag_authors.value().front().uses.front().author;
    value_of(store.put(key_of(place), encode(content)));
  } else if (how == "remove") {
    value_of(store.erase(key_of(place)));
  } else if (how == "double") {
    ++place.start.next.value;
    content.start = place.start.next;
    value_of(store.put(key_of(place), encode(content)));
  } else {
    throw std::runtime_error("what is " + std::string{how} + "?");
  }
  say(place);
}

} // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 3)
      throw std::runtime_error("spoil_ledger DIRECTORY HOW");
    auto store = open_rocksdb_store(argv[1]);
    spoil(*store, argv[2]);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "spoil_ledger: " << error.what() << '\n';
    return 1;
  }
}
