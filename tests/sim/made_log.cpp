#include "tests/sim/made_log.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace murmuration::sim {

made_log::made_log(std::size_t partitions, dice& chance, std::int64_t now_ms)
  : shown_(partitions - chance.below(2))
  , records_(partitions)
  , answers_(partitions, {answer{}})
  , notices_(partitions)
  , uses_(partitions) {
  // What was there before the job: it begins at the end of it, or before it.
  for (std::size_t p = 0; p < partitions; ++p)
    for (auto n = chance.below(20); n > 0; --n)
      grow(p, chance, now_ms);
}

void made_log::grow(std::size_t partition, dice& chance, std::int64_t now_ms) {
  static constexpr std::array<const char*, 8> spellings{
      "Coffee", "coffee", "COFFEE", "tea", "Tea", "milk", "Water", "wine"};
  auto next = answers_[partition].back();
  made_record made;
  auto kind = chance.below(20);
  if (kind == 0) {
    made.hole = true;
    ++next.holes;
  } else if (kind == 1) {
    auto id = id_to_take_back();
    made.value = fmt::format(R"({{"delete":{{"status":{{"id":{}}}}}}})", id);
    notices_[partition].push_back(std::move(id));
    ++next.taken_back;
    ++next.outcomes.skipped;
  } else if (kind == 2) {
    made.value = R"({"text":"cut off)";
    ++next.outcomes.malformed;
  } else {
    auto good = chance.chance(.5);
    auto english = chance.chance(.7);
    std::string text = good ? "good day" : "bad day";
    std::string tag;
    if (chance.chance(.7)) {
      tag = spellings[chance.below(spellings.size())];
      text += " #" + tag;
      ++next.tags[tag];
    }
    auto second = now_ms / 1000 - chance.between(0, 100);
    auto id = fresh_id(chance.number() >> 8);
    // Some have no author: then the offset counts as one.
    auto author = static_cast<std::uint32_t>(ids_.below(6));
    auto by = author > 0 ? fmt::format(R"("author_id":"{}",)", author) : "";
    auto at = end(partition);
    uses_[partition].push_back(
        {at, second, tag,
         author > 0 ? author : static_cast<std::uint32_t>(100 + at.value)});
    made.value = fmt::format(R"({{"data":{{"id":"{}","text":"{}","lang":"{}",)"
                             R"({}"created_at":"{}"}}}})",
                             id, text, english ? "en" : "fr", by,
                             fmt::format("1970-01-0{}T{:02}:{:02}:{:02}.000Z",
                                         1 + second / 86400, second / 3600 % 24,
                                         second / 60 % 60, second % 60));
    ++next.outcomes.counted;
    auto label = !english ? sentiment::none
                 : good   ? sentiment::positive
                          : sentiment::negative;
    ++next.sentiments[static_cast<std::size_t>(label)];
  }
  records_[partition].push_back(std::move(made));
  answers_[partition].push_back(std::move(next));
}

std::string made_log::fresh_id(std::uint64_t number) {
  auto id = std::to_string(number);
  if (!promised_.empty() && ids_.chance(.3)) {
    id = std::move(promised_.back());
    promised_.pop_back();
  }
  used_.push_back(id);
  return id;
}

/// Mostly of one of the newest tweets, in whatever partition; or of one that
/// is still to come.
std::string made_log::id_to_take_back() {
  if (!used_.empty() && ids_.chance(.7))
    return used_[used_.size() - 1
                 - ids_.below(std::min<std::size_t>(used_.size(), 20))];
  return promised_.emplace_back(std::to_string(ids_.number() >> 8));
}

void made_log::taken_back(std::size_t partition, offset from, offset to,
                          std::set<std::string>& into) const {
  for (auto n = before(partition, from).taken_back;
       n < before(partition, to).taken_back; ++n)
    into.insert(notices_[partition][n]);
}

} // namespace murmuration::sim
