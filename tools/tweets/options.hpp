/// What the live source was asked to do. Plain values.
#pragma once

#include <cstdint>
#include <string>

#include "tools/tweets/rules.hpp"

namespace murmuration::tweets {

struct options {
  std::string api_url = "https://api.x.com";
  std::string token_file{}; ///< empty: from the environment
  wanted rules{};
  std::string from_socket{}; ///< HOST:PORT; then nothing of the above counts
  std::string log_dir{};     ///< one of `log_dir` and `brokers` is set
  std::string brokers{};
  std::string topic = "tweets";
  std::uint32_t partitions = 1;
  std::uint64_t count = 0; ///< records; 0: until stopped
  bool verbose = false;
};

} // namespace murmuration::tweets
