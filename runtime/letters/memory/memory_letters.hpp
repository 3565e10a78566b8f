/// Dead letters in memory, for unit tests and the simulation. Each engine of a
/// test has a sink of its own on a shared book; every call asks `decide` what
/// becomes of it. Deterministic; no threads; no waits.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "runtime/letters/letter_sink.hpp"

namespace murmuration {

/// What becomes of one call.
enum class letter_fate {
  acknowledged,
  refused,    ///< nothing happened, and the caller is told so
  reply_lost, ///< it happened, and the caller is told it failed
  cut_short,  ///< some of a write happened
  late,       ///< a write that happens when its writer reads back, or before
};

/// What is there, in the order in which it arrived.
struct memory_letter_box {
  struct entry {
    topic_partition source;
    position at;
    std::string value;
  };
  std::vector<entry> entries;
};

class memory_letters final : public letter_sink {
public:
  using decider = std::function<letter_fate(bool writes)>;

  explicit memory_letters(std::shared_ptr<memory_letter_box> box,
                          decider decide = {});

  letter_tail read_back(const topic_partition& source, position from) override;
  std::string write(const topic_partition& source, generation gen,
                    const std::vector<dead_letter>& letters) override;

  /// A late write arrives.
  void arrive();

private:
  std::shared_ptr<memory_letter_box> box_;
  decider decide_;
  std::vector<memory_letter_box::entry> late_; ///< of one write at most
};

} // namespace murmuration
