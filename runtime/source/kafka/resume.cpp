#include "runtime/source/kafka/resume.hpp"

namespace murmuration::kafka {

resumption resume(offset position, const std::optional<fingerprint>& last,
                  const bounds& held) {
  resumption result{
      .position = position, .lost = {}, .check = {}, .mismatch = {}};
  if (position > held.high) {
    result.mismatch = "the partition ends at offset "
                      + std::to_string(held.high.value)
                      + ", before what was counted: it was cut, or the topic "
                        "was created anew";
  } else if (position < held.low) {
    result.lost = gap{position, held.low};
    result.position = held.low;
  } else if (last && last->at >= held.low) {
    result.check = last;
  }
  return result;
}

} // namespace murmuration::kafka
