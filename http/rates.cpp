#include "http/rates.hpp"

namespace murmuration::http {

namespace {

constexpr std::int64_t span_ms = 5000;
constexpr std::int64_t spacing_ms = 500;

} // namespace

void rate_meter::sample(std::int64_t now_ms, std::uint64_t records,
                        std::uint64_t tweets) {
  if (!points_.empty()
      && (records < points_.back().records || tweets < points_.back().tweets
          || now_ms < points_.back().at_ms))
    points_.clear();
  auto dense =
      points_.size() >= 2
      && points_.back().at_ms - points_[points_.size() - 2].at_ms < spacing_ms;
  if (dense)
    points_.pop_back();
  points_.push_back({now_ms, records, tweets});
  while (points_.size() > 2 && points_[1].at_ms <= now_ms - span_ms)
    points_.pop_front();
}

double rate_meter::records_per_s() const {
  if (points_.size() < 2)
    return 0;
  auto took_ms = points_.back().at_ms - points_.front().at_ms;
  auto more = points_.back().records - points_.front().records;
  return took_ms > 0
             ? 1000.0 * static_cast<double>(more) / static_cast<double>(took_ms)
             : 0;
}

double rate_meter::tweets_per_s() const {
  if (points_.size() < 2)
    return 0;
  auto took_ms = points_.back().at_ms - points_.front().at_ms;
  auto more = points_.back().tweets - points_.front().tweets;
  return took_ms > 0
             ? 1000.0 * static_cast<double>(more) / static_cast<double>(took_ms)
             : 0;
}

} // namespace murmuration::http
