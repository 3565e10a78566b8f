/// The actor behind HTTP: renders what the aggregator and the supervisor send
/// and swaps it in. It keeps nothing that is not published: when it dies, what
/// was published last stays served, and a new one starts with the next view.
///   auto dashboard = system.spawn(http::dashboard, &config, &published);
#pragma once

#include "http/dashboard_state.hpp"
#include "messages/interfaces.hpp"

namespace murmuration::http {

/// Both pointers must outlive the actor.
dashboard_actor::behavior_type dashboard(dashboard_actor::pointer self,
                                         const settings* config,
                                         publication* published);

} // namespace murmuration::http
