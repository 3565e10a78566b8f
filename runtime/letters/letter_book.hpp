/// Writes each letter once: what is there already, from before a crash, a
/// rewind or a call whose end is unknown, is read back and left out. Keeps
/// the offsets at or above the durable one, a delta's worth a partition. Not
/// thread safe.  letter_book book{sink};  auto answer = book.write(call);
#pragma once

#include <map>
#include <set>

#include "messages/dead_letter.hpp"
#include "runtime/letters/letter_sink.hpp"

namespace murmuration {

/// For the simulation: can be left out, to see that something breaks.
struct letter_rules {
  /// What is there is looked up before anything is written.
  bool read_back = true;
};

class letter_book {
public:
  explicit letter_book(letter_sink& to, letter_rules rules = {})
    : to_(to)
    , rules_(rules) {}

  letters_answer write(const letters_call& call);

private:
  /// What is known of one partition's letters, in one epoch.
  struct known {
    std::uint64_t reload = 0;
    epoch at_epoch;
    generation gen;
    std::set<offset> there; ///< at or above the durable offset
    bool sure = false;      ///< false: read back first
  };

  std::string bring_up_to_date(known& x, const letters_call& call);

  letter_sink& to_;
  letter_rules rules_;
  std::map<topic_partition, known> known_; ///< of those with letters
  std::uint64_t written_ = 0;
};

} // namespace murmuration
