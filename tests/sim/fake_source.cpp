#include "tests/sim/fake_source.hpp"

#include <stdexcept>

#include <fmt/format.h>

#include "runtime/source/record_hash.hpp"

namespace murmuration::sim {

namespace {

class fake_reader final : public partition_reader {
public:
  fake_reader(world& shared, std::size_t partition, offset from)
    : world_(shared)
    , partition_(partition)
    , next_(from) {}

  read_result read(const read_limits&, record_sink& sink) override {
    if (world_.faults && world_.chance.chance(world_.reader_rate))
      throw std::runtime_error("the reader broke");
    auto most = world_.chance.between(1, 9);
    while (next_ < world_.log.end(partition_) && most-- > 0) {
      auto& record = world_.log.at(partition_, next_);
      offset after{next_.value + 1};
      if (!record.hole) {
        // The record taken last stays valid, also when this one is not taken.
        spare_ = record.value + std::string(64, '\0');
        std::string_view value{spare_.data(), record.value.size()};
        if (!sink.take({.at = next_, .next = after, .key = {}, .value = value}))
          break;
        std::swap(taken_, spare_);
      }
      next_ = after;
    }
    return {.status = read_status::ok,
            .error = {},
            .next = next_,
            .more = next_ < world_.log.end(partition_),
            .lost = {}};
  }

private:
  world& world_;
  std::size_t partition_;
  offset next_;
  std::string taken_;
  std::string spare_;
};

} // namespace

void fake_source::start(source_events events) {
  events_ = std::move(events);
  events_.connected(true, {});
  events_.found(ranges());
  for (auto p : assigned_)
    events_.assigned({partition_named(p)});
}

std::vector<partition_range> fake_source::ranges() const {
  std::vector<partition_range> result;
  for (std::size_t p = 0; p < world_.log.shown(); ++p)
    result.push_back({partition_named(p), offset{0}, world_.log.end(p)});
  return result;
}

std::unique_ptr<partition_reader>
fake_source::open(const open_request& request, std::function<void()> wake) {
  auto p = static_cast<std::size_t>(request.source.partition.value);
  if (request.last) {
    auto& record = world_.log.at(p, request.last->at);
    if (record.hole || record_hash({}, record.value) != request.last->hash
        || request.last->at >= request.from)
      world_.violation("a fingerprint is not that of its record");
  }
  wakes_[p] = std::move(wake);
  return std::make_unique<fake_reader>(world_, p, request.from);
}

void fake_source::commit(const topic_partition& source, offset durable) {
  auto p = static_cast<std::size_t>(source.partition.value);
  if (dead_)
    return;
  world_.check_durable(p, durable);
  world_.check_letters(p, durable);
}

void fake_source::assign(std::size_t partition) {
  if (partition < world_.log.shown() && assigned_.insert(partition).second
      && events_.assigned)
    events_.assigned({partition_named(partition)});
}

void fake_source::revoke(std::size_t partition) {
  if (assigned_.erase(partition) > 0 && events_.revoked)
    events_.revoked({partition_named(partition)});
}

void fake_source::wake_all() {
  if (events_.found)
    events_.found(ranges());
  for (auto& [p, wake] : wakes_)
    wake();
}

} // namespace murmuration::sim
