/// A letter_writer that is slow to tell: answers come late and twice.
#pragma once

#include <memory>

#include "actors/letter_writer.hpp"
#include "tests/sim/world.hpp"

namespace murmuration::sim {

letter_writer_actor::behavior_type
slow_letters(letter_writer_actor::stateful_pointer<letter_writer_state> self,
             world* shared, std::shared_ptr<letter_sink> sink);

} // namespace murmuration::sim
