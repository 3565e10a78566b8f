/// A store_writer that makes the production calls and is slow to tell: answers
/// come late, out of order, and some of them twice.
#pragma once

#include <memory>
#include <string>

#include "actors/store_writer.hpp"
#include "tests/sim/world.hpp"

namespace murmuration::sim {

store_writer_actor::behavior_type
slow_writer(store_writer_actor::stateful_pointer<store_writer_state> self,
            world* shared, std::shared_ptr<ledger_store> store,
            std::string job);

} // namespace murmuration::sim
