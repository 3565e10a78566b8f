/// A burst of one tag in the made-up stream: when it begins by the stream's own
/// clock, how long it lasts, and how its rate moves. Pure functions.
///
///   auto x = read_campaign("tag=launch,start=60s,length=5m,peak=20/s");
///   expected_tweets(x, 70);  // 200: ten seconds of 20
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace murmuration::inject {

struct campaign {
  enum class form : std::uint8_t {
    step,  ///< `peak` all the time
    ramp,  ///< from 0 to `peak` at the end
    pulse, ///< from 0 to `peak` in the middle, and back
  };
  std::string tag; ///< without `#`
  double start_s = 0;
  double length_s = 0;
  double peak = 0; ///< tweets a second
  form shape = form::step;
};

/// Throws std::invalid_argument, for people: what is wrong with `spec`.
campaign read_campaign(std::string_view spec);

/// Throws std::invalid_argument when together they would be more than `pace`
/// tweets a second at some time: their tweets take the place of others.
void check_pace(const std::vector<campaign>& all, double pace);

/// How many tweets it has sent `elapsed_s` after the stream's first tweet.
double expected_tweets(const campaign& x, double elapsed_s);

std::string_view name_of(campaign::form x);

} // namespace murmuration::inject
