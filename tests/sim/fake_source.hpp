/// A source on the made log. The run decides who is assigned what.
#pragma once

#include <map>
#include <memory>
#include <set>

#include "runtime/source/record_source.hpp"
#include "tests/sim/world.hpp"

namespace murmuration::sim {

class fake_source final : public record_source {
public:
  explicit fake_source(world& shared)
    : world_(shared) {}

  void start(source_events events) override;
  std::unique_ptr<partition_reader> open(const open_request& request,
                                         std::function<void()> wake) override;
  void released(const std::vector<topic_partition>&) override {}
  void commit(const topic_partition& source, offset durable) override;
  void stop() override {}

  void assign(std::size_t partition);
  void revoke(std::size_t partition);
  /// The log has grown.
  void wake_all();
  /// The engine is dead: nothing it does has an effect any more.
  void cut_off() {
    dead_ = true;
  }

private:
  std::vector<partition_range> ranges() const;

  world& world_;
  source_events events_;
  std::set<std::size_t> assigned_;
  std::map<std::size_t, std::function<void()>> wakes_;
  bool dead_ = false;
};

} // namespace murmuration::sim
