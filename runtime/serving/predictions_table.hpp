/// A's `predictions_tweets_table`: how many positive and negative tweets an
/// interval had. Neutral ones are in neither count; an interval that had only
/// such has a row of zeros, so that readers see that there was input.
#pragma once

#include "runtime/serving/history.hpp"

namespace murmuration::serving {

class predictions_table final : public history_table {
public:
  explicit predictions_table(table_options options)
    : history_table(std::move(options), {"tweet_count"}) {}

protected:
  served_input part_of(const served_input& seen) const override {
    return {.positive = seen.positive,
            .negative = seen.negative,
            .neutral = seen.neutral};
  }
  bool empty(const served_input& part) const override {
    return part.positive + part.negative + part.neutral == 0;
  }
  std::vector<row_put> rows_of(const moment& x) const override {
    return {{history_row(x.us),
             {{"tweet_count:positive", std::to_string(x.input.positive)},
              {"tweet_count:negative", std::to_string(x.input.negative)}}}};
  }
};

} // namespace murmuration::serving
