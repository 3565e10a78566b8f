#include "tools/inject/tag_urn.hpp"

#include <cstddef>
#include <span>

#include "tools/inject/lexicon.hpp"

namespace murmuration::inject {
namespace {

constexpr std::uint64_t campaigns = std::uint64_t{1} << 40;

const word other_scripts[]{
    "صباح_الخير", "قهوة",    "السعودية", "ليلة",     "كرة",      "音楽",
    "おはよう",   "東京",    "ゲーム",   "コーヒー", "любовь",   "музыка",
    "São",        "Coração", "España",   "Türkçe",   "Straße",   "café",
    "사랑",       "เพลง",    "हिन्दी",    "Ελλάς",    "ｆｕｌｌ", "İzmir"};

} // namespace

tag_urn::tag_urn(std::uint64_t seed)
  : seed_(seed) {}

std::string_view tag_urn::draw(dice& rolls) {
  spell(draw_number(rolls));
  if (rolls.chance(.15)) {
    for (std::size_t i = 0; i < tag_.size(); ++i) {
      if (tag_[i] >= 'A' && tag_[i] <= 'Z')
        tag_[i] = static_cast<char>(tag_[i] - 'A' + 'a');
    }
  }
  ++draws_;
  return tag_.view();
}

std::uint64_t tag_urn::draw_number(dice& rolls) {
  auto u = rolls.unit();
  if (u < steady_campaign)
    return campaigns;
  if (u < steady_campaign + passing_campaign)
    return campaigns + 1 + draws_ / 2000;
  return draw_from_urn(rolls);
}

std::uint64_t tag_urn::draw_from_urn(dice& rolls) {
  auto n = static_cast<double>(uses_.size());
  auto k = static_cast<double>(counts_.size());
  if (rolls.unit() * (theta + n) < theta + discount * k) {
    auto fresh = distinct_++;
    if (uses_.size() < uses_max) {
      uses_.push_back(static_cast<std::uint32_t>(fresh));
      counts_.push_back(1);
    }
    return fresh;
  }
  // A use at random is a tag in proportion to its count; keeping it with
  // (count - d) / count makes that count - d.
  for (;;) {
    auto tag = uses_[rolls.below(uses_.size())];
    auto count = static_cast<double>(counts_[tag]);
    if (!rolls.chance((count - discount) / count))
      continue;
    if (uses_.size() < uses_max) {
      uses_.push_back(tag);
      ++counts_[tag];
    }
    return tag;
  }
}

void tag_urn::spell(std::uint64_t number) {
  dice letters{seed_ ^ (number * 0xD1342543DE82EF95u)};
  tag_.clear();
  if (letters.chance(.3))
    tag_.put(letters.pick(std::span{other_scripts}));
  else {
    for (auto n = 2 + letters.below(2); n > 0; --n) {
      auto at = tag_.size();
      tag_.put(letters.pick(syllables()));
      tag_.put(letters.pick(syllables()));
      tag_[at] = static_cast<char>(tag_[at] - 'a' + 'A');
    }
    if (letters.chance(.5))
      return;
  }
  // The number keeps tags apart, as years and places do in real ones.
  tag_.put(letters.below(100'000));
}

} // namespace murmuration::inject
