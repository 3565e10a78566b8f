/// The partitions that the engines read, and the exact answer for every
/// prefix of them. Offsets are Kafka's: some hold no record.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "messages/batch.hpp"
#include "messages/delta.hpp"
#include "messages/ids.hpp"
#include "tests/sim/dice.hpp"

namespace murmuration::sim {

/// What the records before an offset add up to.
struct answer {
  std::map<std::string, std::int64_t> tags; ///< by spelling
  tally outcomes;
  std::array<std::int64_t, 4> sentiments{};
  std::int64_t holes = 0;
  std::size_t taken_back = 0; ///< notices, see `made_log::taken_back`
};

/// What a counted tweet says to windows and trends.
struct made_use {
  offset at;
  std::int64_t second = 0;
  std::string tag; ///< empty: none
  std::uint32_t author = 0;
};

struct made_record {
  std::string value;
  bool hole = false;
};

class made_log {
public:
  made_log(std::size_t partitions, dice& chance, std::int64_t now_ms);

  /// Appends one offset's worth.
  void grow(std::size_t partition, dice& chance, std::int64_t now_ms);

  std::size_t partitions() const {
    return records_.size();
  }
  /// How many the source shows; the last may appear later.
  std::size_t shown() const {
    return shown_;
  }
  void show_all() {
    shown_ = records_.size();
  }
  offset end(std::size_t partition) const {
    return {static_cast<std::int64_t>(records_[partition].size())};
  }
  const made_record& at(std::size_t partition, offset where) const {
    return records_[partition][static_cast<std::size_t>(where.value)];
  }
  bool is_malformed(std::size_t partition, offset where) const {
    return before(partition, where).outcomes.malformed
           < before(partition, {where.value + 1}).outcomes.malformed;
  }
  const answer& before(std::size_t partition, offset where) const {
    return answers_[partition][static_cast<std::size_t>(where.value)];
  }

  /// In offset order.
  const std::vector<made_use>& uses(std::size_t partition) const {
    return uses_[partition];
  }

  /// Adds the ids in the notices of [from, to).
  void taken_back(std::size_t partition, offset from, offset to,
                  std::set<std::string>& into) const;

private:
  std::string fresh_id(std::uint64_t number);
  std::string id_to_take_back();

  std::size_t shown_;
  std::vector<std::vector<made_record>> records_;
  std::vector<std::vector<answer>> answers_;
  std::vector<std::vector<std::string>> notices_;
  std::vector<std::vector<made_use>> uses_;
  dice ids_{1}; ///< its own, so that ids change nothing else in a run
  std::vector<std::string> used_;     ///< ids of tweets
  std::vector<std::string> promised_; ///< of tweets whose notice came first
};

inline topic_partition partition_named(std::size_t n) {
  return {"t", partition_id{static_cast<std::int32_t>(n)}};
}

} // namespace murmuration::sim
