/// What the fake-tweet tool was asked to do. Plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/inject/campaign.hpp"

namespace murmuration::inject {

enum class format : std::uint8_t { v1, v2, text, python };

struct options {
  std::string log_dir{}; ///< one of `log_dir` and `brokers` is set
  std::string brokers{};
  std::string topic = "tweets";
  std::uint32_t partitions = 1;
  double rate = 100; ///< tweets a second; 0: no limit
  /// Between two tweets a random time up to this, and no rate; 0: the rate.
  std::uint32_t pause_ms_max = 0;
  std::uint64_t count = 0; ///< tweets; 0: until stopped
  std::optional<std::uint64_t> seed{};
  std::string start_time{}; ///< RFC 3339 or `now`; empty: see generator.hpp
  std::optional<inject::format> format{};
  std::string path{}; ///< tweets from this file instead of made-up ones
  bool in_order = false;
  bool verbose = false;
  std::vector<campaign> campaigns{}; ///< bursts among made-up tweets
  std::string truth{};               ///< file for the exact counts
};

} // namespace murmuration::inject
