/// Server-sent events: what a client of `/api/v1/stream` has not seen yet. A
/// client that does not keep up misses what is old and gets the newest. One
/// thread.  it->out = feed.news_for(*it, now);
#pragma once

#include <array>
#include <string>

#include "http/connection_table.hpp"
#include "http/site.hpp"

namespace murmuration::http {

class stream_feed {
public:
  explicit stream_feed(const site& from)
    : from_{from} {}

  /// Looks at what is published now; until then the news stay the same.
  void refresh();

  /// The events that `to` lacks, a heart-beat when it was quiet for long, or
  /// nothing; marks them as seen.
  std::string news_for(connection& to, time_point now) const;

private:
  struct event {
    std::string etag;
    std::string text;
  };
  void update(event& known, std::string_view name, const document& now);

  const site& from_;
  std::array<event, 3> events_;
};

} // namespace murmuration::http
