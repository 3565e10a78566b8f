/// Which names a topic may have: Kafka's rule, also that of a log directory.
#pragma once

#include <string>

namespace murmuration::records_out {

/// Empty for a good name, else what is wrong.
inline std::string topic_name_error(const std::string& name) {
  bool good = !name.empty() && name.size() <= 249 && name != "." && name != ".."
              && name.find_first_not_of(
                     "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                     "0123456789._-")
                     == std::string::npos;
  return good ? "" : "a topic has 1 to 249 letters, digits, `.`, `_`, `-`";
}

} // namespace murmuration::records_out
