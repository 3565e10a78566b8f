#include "tools/inject/tag_urn.hpp"

#include <array>
#include <string_view>

#include "tools/inject/lexicon.hpp"

namespace murmuration::inject {
namespace {

constexpr std::uint64_t campaigns = std::uint64_t{1} << 40;

constexpr std::string_view other_scripts[]{
    "صباح_الخير", "قهوة",    "السعودية", "ليلة",     "كرة",      "音楽",
    "おはよう",   "東京",    "ゲーム",   "コーヒー", "любовь",   "музыка",
    "São",        "Coração", "España",   "Türkçe",   "Straße",   "café",
    "사랑",       "เพลง",    "हिन्दी",    "Ελλάς",    "ｆｕｌｌ", "İzmir"};

void lower_ascii(std::string& text) {
  for (auto& c : text) {
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c - 'A' + 'a');
  }
}

} // namespace

tag_urn::tag_urn(std::uint64_t seed)
  : seed_(seed) {}

std::string tag_urn::draw(dice& rolls) {
  auto tag = spell(draw_number(rolls));
  if (rolls.chance(.15))
    lower_ascii(tag);
  ++draws_;
  return tag;
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

std::string tag_urn::spell(std::uint64_t number) const {
  dice letters{seed_ ^ (number * 0xD1342543DE82EF95u)};
  std::string result;
  if (letters.chance(.3))
    result = letters.pick(std::span{other_scripts});
  else {
    for (auto n = 2 + letters.below(2); n > 0; --n) {
      auto at = result.size();
      result += letters.pick(syllables());
      result += letters.pick(syllables());
      result[at] = static_cast<char>(result[at] - 'a' + 'A');
    }
    if (letters.chance(.5))
      return result;
  }
  // The number keeps tags apart, as years and places do in real ones.
  return result + std::to_string(letters.below(100'000));
}

} // namespace murmuration::inject
