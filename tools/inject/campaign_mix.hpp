/// Says which of a stream's tweets belong to a campaign, so that each campaign
/// has as many tweets as its shape asks for at every moment. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "tools/inject/campaign.hpp"
#include "tools/records_out/truth.hpp"

namespace murmuration::inject {

class campaign_mix {
public:
  explicit campaign_mix(std::vector<campaign> all)
    : all_(std::move(all))
    , made_(all_.size()) {}

  /// The campaign that the tweet at `ms` belongs to; none: it is as any other.
  /// The stream begins with the first call.
  std::optional<std::size_t> next(std::int64_t ms);

  const campaign& operator[](std::size_t i) const {
    return all_[i];
  }
  /// How many tweets it has, with the one that `next` told of.
  std::uint64_t made(std::size_t i) const {
    return made_[i];
  }
  /// What the truth file says of them, besides how many arrived.
  std::vector<records_out::campaign_truth> told() const;

private:
  std::vector<campaign> all_;
  std::vector<std::uint64_t> made_;
  std::optional<std::int64_t> begin_ms_;
};

} // namespace murmuration::inject
