/// Which hashtag comes next: a Pitman–Yor urn (few tags are common, most occur
/// once) with campaigns beside it. Deterministic for a seed. One thread.
///   tag_urn urn{seed};
///   auto tag = urn.draw(rolls);   // "BelKami"
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "tools/inject/dice.hpp"
#include "tools/inject/flat_text.hpp"

namespace murmuration::inject {

class tag_urn {
public:
  /// The law of a real stream.
  static constexpr double discount = .85;
  static constexpr double theta = 20;
  /// Shares of all uses: one tag all the time, and one for 2,000 uses each.
  static constexpr double steady_campaign = .05;
  static constexpr double passing_campaign = .027;

  explicit tag_urn(std::uint64_t seed);

  /// The next use, without `#`, as JSON (see word.hpp), until the one after.
  /// A tag in Latin letters is sometimes written in lower case.
  std::string_view draw(dice& rolls);

private:
  /// Bounds the memory to 32 MiB. From there on the urn forgets nothing and
  /// learns nothing: a new tag is used once.
  static constexpr std::size_t uses_max = 4u << 20;

  std::uint64_t draw_number(dice& rolls);
  std::uint64_t draw_from_urn(dice& rolls);
  void spell(std::uint64_t number);

  std::uint64_t seed_;
  flat_text<256> tag_;
  std::uint64_t draws_ = 0;
  std::uint64_t distinct_ = 0;
  std::vector<std::uint32_t> uses_;   ///< the tag of each use
  std::vector<std::uint32_t> counts_; ///< uses of each tag
};

} // namespace murmuration::inject
