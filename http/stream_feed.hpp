/// Server-sent events: what a client of `/api/v1/stream` has not seen yet. A
/// client that does not keep up misses what is old and gets the newest. Each
/// document is rendered once for all clients, and only when one of them is to
/// get it. One thread.
///   feed.refresh(); send(it->fd, feed.news_for(*it));
#pragma once

#include <sys/uio.h>

#include <array>
#include <memory>
#include <span>
#include <string>

#include "http/connection_table.hpp"
#include "http/site.hpp"
#include "http/stream_wish.hpp"

namespace murmuration::http {

class stream_feed {
public:
  explicit stream_feed(const site& from);

  /// There is something newer than what `refresh` saw last.
  bool stale() const {
    return from_.published.load() != now_;
  }

  /// Looks at what is published now; until then the news stay the same.
  void refresh();

  /// The events that `to` wants and lacks, perhaps none; marks them as seen.
  /// Valid until the next call of any function.
  std::span<iovec> news_for(connection& to);

private:
  /// One kind of event.
  struct channel {
    std::uint64_t version = 0; ///< 0: there is none yet
    document shown;            ///< what `text` was made of
    std::string text;
    std::shared_ptr<const void> made_from; ///< the view that was looked at
  };

  document newest(stream_event which, channel& known) const;
  const channel& current(stream_event which);

  const site& from_;
  snapshot_ptr now_;
  std::array<channel, stream_event_names.size()> channels_;
  std::array<iovec, stream_event_names.size()> parts_;
};

} // namespace murmuration::http
