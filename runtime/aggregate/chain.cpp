#include "runtime/aggregate/chain.hpp"

namespace murmuration {

offset chain::applied() const {
  if (!open.empty())
    return open.end();
  return in_flight ? in_flight->taken->content.end : settled.at.next;
}

totals chain::sums() const {
  auto result = settled.sums;
  if (in_flight)
    result += in_flight->taken->content.sums;
  result += open.sums();
  return result;
}

} // namespace murmuration
