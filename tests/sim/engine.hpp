/// One engine of the simulation: the production actors on a scheduler that
/// runs one message of one actor when it is told to.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/scheduler/test_coordinator.hpp>

#include "runtime/boot/topology.hpp"
#include "tests/sim/fake_source.hpp"
#include "tests/sim/world.hpp"

namespace murmuration::sim {

class engine {
public:
  engine(world& shared, std::string name);
  ~engine();

  bool runnable() const;
  /// One message of an actor chosen by chance.
  void step();
  /// Time goes on for this engine.
  void advance(std::int64_t ms);
  /// From here on it changes nothing outside; its actors come to an end.
  void crash();

  fake_source& source() {
    return *source_;
  }
  bool dead() const {
    return dead_;
  }
  /// It ended by itself.
  bool failed() const {
    return ended_;
  }
  const live_view_ptr& view() const {
    return view_;
  }
  const time_view_ptr& times() const {
    return times_;
  }

  std::int64_t paused_until_ms = 0;

private:
  struct testing_config : caf::actor_system_config {
    testing_config();
  };

  dashboard_actor spawn_screen();
  letter_fate letter_fate_of(bool writes);

  world& world_;
  std::string name_;
  bool dead_ = false;
  bool ended_ = false;
  bool inside_ = false; ///< a step is running
  live_view_ptr view_;
  time_view_ptr times_;
  std::shared_ptr<fake_source> source_;
  testing_config config_;
  std::unique_ptr<caf::actor_system> system_;
  caf::scheduler::test_coordinator& scheduler_;
  supervisor_actor supervisor_;
};

} // namespace murmuration::sim
