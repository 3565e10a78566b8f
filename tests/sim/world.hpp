/// What the engines of one run share: the log, the store's cells, the time,
/// the faults in force, and what was found to be wrong.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "messages/view.hpp"
#include "runtime/aggregate/options.hpp"
#include "runtime/ledger/rules.hpp"
#include "runtime/letters/letter_book.hpp"
#include "runtime/letters/memory/memory_letters.hpp"
#include "runtime/store/memory/memory_store.hpp"
#include "tests/sim/dice.hpp"
#include "tests/sim/made_log.hpp"

namespace murmuration::sim {

/// The rules in force: all, but for what a test leaves out.
struct rule_book {
  protocol_rules book;
  aggregate_rules counting;
  letter_rules letters;
};

/// Asks for little, so that a few tweets make a trend.
inline constexpr trend_settings easy_rule{.fast_ms = 60'000,
                                          .slow_ms = 600'000,
                                          .overdispersion = .5,
                                          .min_count = 1,
                                          .min_score = 0};

struct world {
  world(std::uint64_t seed, rule_book rules);

  /// Checks a view against an independent recount of the same offsets.
  void check(const live_view& view, const char* who);
  /// The same for its lists; none that began before what is known of origins.
  void check(const lists_view& view, const char* who);
  /// An engine believes that the ledger holds all before `next`: then the
  /// chain must pass it.
  void check_durable(std::size_t partition, offset next);
  /// Letters of all malformed records of the partition before `end` are there;
  /// with one engine, none of them twice.
  void check_letters(std::size_t partition, offset end);
  void violation(std::string what);

  dice chance;
  rule_book rules;
  std::int64_t now_ms = 100'000'000;
  made_log log;
  std::shared_ptr<memory_cells> cells = std::make_shared<memory_cells>();
  bool start_latest = false;
  bool snapshot_storm = false; ///< a snapshot every few deltas

  // Every fourth seed keeps dead letters, every eighth with one engine only.
  bool keeps_letters = false;
  bool alone = false;
  dice letter_chance; ///< of its own, so that the other seeds stay as they are
  std::shared_ptr<memory_letter_box> letters =
      std::make_shared<memory_letter_box>();

  bool faults = true;
  double fault_rate = 0;  ///< of store calls
  double poison_rate = 0; ///< of tweets that kill their classifier
  double reader_rate = 0; ///< of reads that kill their consumer
  bool store_down = false;
  bool letters_down = false;
  std::vector<std::int64_t> skew_ms; ///< of the servers' clocks
  /// Runs some steps of others, in the middle of a store call.
  std::function<void()> meanwhile;

  std::map<topic_partition, offset> origins; ///< as views told
  std::uint64_t lists_checked = 0;
  std::vector<std::int64_t> acknowledged; ///< highest durable offset told
  std::vector<std::string> violations;    ///< at most 5
};

} // namespace murmuration::sim
