#include "tests/sim/made_log.hpp"

#include <fmt/format.h>

namespace murmuration::sim {

made_log::made_log(std::size_t partitions, dice& chance, std::int64_t now_ms)
  : shown_(partitions - chance.below(2))
  , records_(partitions)
  , answers_(partitions, {answer{}}) {
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
    made.value = R"({"delete":{"status":{"id":1}}})";
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
    made.value = fmt::format(R"({{"data":{{"id":"{}","text":"{}","lang":"{}",)"
                             R"("created_at":"{}"}}}})",
                             chance.number() >> 8, text, english ? "en" : "fr",
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

} // namespace murmuration::sim
