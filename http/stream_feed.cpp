#include "http/stream_feed.hpp"

#include "http/limits.hpp"

namespace murmuration::http {

void stream_feed::refresh() {
  auto now = from_.published.load();
  if (from_.config.hashtag_counter.pool_size != 0)
    update(events_[0], "top", now->top);
  if (from_.config.classifier.pool_size != 0)
    update(events_[1], "sentiment", now->sentiment);
  update(events_[2], "status", now->status);
}

void stream_feed::update(event& known, std::string_view name,
                         const document& now) {
  if (!now.bytes || known.etag == now.etag)
    return;
  known.etag = now.etag;
  known.text.clear();
  // The documents hold no line breaks, so one `data` line takes them.
  known.text.append("event: ").append(name);
  known.text.append("\ndata: ").append(*now.bytes).append("\n\n");
}

std::string stream_feed::news_for(connection& to, time_point now) const {
  std::string news;
  for (std::size_t i = 0; i < events_.size(); ++i) {
    if (to.seen[i] == events_[i].etag)
      continue;
    to.seen[i] = events_[i].etag;
    news += events_[i].text;
  }
  if (news.empty() && now - to.progress >= heartbeat_interval)
    news = ":\n\n";
  return news;
}

} // namespace murmuration::http
