/// Writes dead letters, so that nobody else waits for their topic or file.
/// Bounded by its caller: one call a partition is out. When it dies the engine
/// ends; what it had not written is read again.
#pragma once

#include <memory>

#include "messages/interfaces.hpp"
#include "runtime/letters/letter_book.hpp"

namespace murmuration {

struct letter_writer_state {
  static constexpr const char* name = "letter_writer";

  letters_answer write(const letters_call& call);

  std::shared_ptr<letter_sink> sink;
  std::unique_ptr<letter_book> book; ///< on `sink`
};

/// Spawn it detached: its calls block.
letter_writer_actor::behavior_type
letter_writer(letter_writer_actor::stateful_pointer<letter_writer_state> self,
              std::shared_ptr<letter_sink> sink);

} // namespace murmuration
