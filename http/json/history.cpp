#include <algorithm>

#include "http/json/documents.hpp"
#include "http/json/time.hpp"
#include "http/json/writer.hpp"

namespace murmuration::http {

std::string history_json(const time_view* view, std::string_view step,
                         std::int64_t step_s, std::size_t count,
                         std::int64_t now_s) {
  static const std::vector<volume_point> nothing;
  const auto& volume = !view         ? nothing
                       : step_s == 1 ? view->seconds
                                     : view->minutes;
  auto newest = view && view->newest != 0 ? view->newest : now_s;
  auto last = newest - newest % step_s;
  auto first = last - step_s * (static_cast<std::int64_t>(count) - 1);
  auto at = std::lower_bound(volume.begin(), volume.end(), first,
                             [](const volume_point& x, std::int64_t start) {
                               return x.start < start;
                             });
  json_writer out;
  out.object([&] {
    out.member("step", step);
    out.array("points", [&] {
      for (auto start = first; start <= last; start += step_s) {
        volume_point point;
        if (at != volume.end() && at->start == start)
          point = *at++;
        out.object([&] {
          out.member("time", rfc3339(start));
          out.member("tweets", point.tweets);
          out.member("positive", point.positive);
          out.member("negative", point.negative);
          out.member("neutral", point.neutral);
        });
      }
    });
  });
  return out.take();
}

} // namespace murmuration::http
