#include "http/dashboard_actor.hpp"

#include <chrono>
#include <memory>

namespace murmuration::http {

namespace {

std::int64_t now_ms() {
  using namespace std::chrono;
  return floor<milliseconds>(system_clock::now()).time_since_epoch().count();
}

} // namespace

dashboard_actor::behavior_type dashboard(dashboard_actor::pointer,
                                         const settings* config,
                                         publication* published) {
  auto state = std::make_shared<dashboard_state>(*config, *published, now_ms());
  return {
      [state](const live_view_ptr& view) { state->take(view, now_ms()); },
      [state](const time_view_ptr& view) { state->take(view); },
      [state](const lists_view_ptr& view) { state->take(view); },
      [state](const engine_status_ptr& now) { state->take(now, now_ms()); },
  };
}

} // namespace murmuration::http
