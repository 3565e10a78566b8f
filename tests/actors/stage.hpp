/// An actor system that runs one message at a time, when it is told to, with a
/// clock that is turned by hand. No threads.
///
///   stage s;
///   auto x = s.keep(s.system.spawn(…));
///   caf::anon_send(x, …); s.run(); s.pass(5ms);
#pragma once

#include <chrono>
#include <vector>

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/event_based_actor.hpp>
#include <caf/scheduler/test_coordinator.hpp>
#include <caf/send.hpp>

#include <spdlog/spdlog.h>

#include "messages/interfaces.hpp"

namespace murmuration::test {

class stage {
  struct testing_config : caf::actor_system_config {
    testing_config() {
      set("scheduler.policy", caf::atom("testing"));
    }
  };
  testing_config config_;

public:
  stage()
    : system(config_)
    , scheduler(
          dynamic_cast<caf::scheduler::test_coordinator&>(system.scheduler())) {
    spdlog::set_level(spdlog::level::off);
  }

  /// A system waits for all of its actors, for ever.
  ~stage() {
    for (auto& x : kept_)
      caf::anon_send_exit(x, caf::exit_reason::kill);
    kept_.clear();
    run();
  }

  /// Ends the actor with the stage.
  template <class Handle>
  Handle keep(Handle x) {
    kept_.push_back(caf::actor_cast<caf::actor>(x));
    return x;
  }

  /// Until nobody has a message left.
  void run() {
    while (scheduler.has_job())
      scheduler.run_once();
  }

  /// Time goes on, a millisecond at a time: a timer that arms itself again
  /// fires as often as it would.
  void pass(std::chrono::milliseconds time) {
    for (; time.count() > 0; --time) {
      scheduler.advance_time(std::chrono::milliseconds(1));
      now_ms += 1;
      run();
    }
  }

  caf::actor_system system;
  caf::scheduler::test_coordinator& scheduler;
  std::int64_t now_ms = 1'700'000'000'000;

private:
  std::vector<caf::actor> kept_;
};

} // namespace murmuration::test
