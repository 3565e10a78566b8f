#include "http/stream_feed.hpp"

#include <chrono>

#include "http/asked_list.hpp"

namespace murmuration::http {

namespace {

constexpr std::size_t tweets_shown = 10;
constexpr std::size_t points_shown = 5;
constexpr std::size_t tags_shown = 10;

std::int64_t now_s() {
  using namespace std::chrono;
  return floor<seconds>(system_clock::now()).time_since_epoch().count();
}

} // namespace

stream_feed::stream_feed(const site& from)
  : from_{from}
  , now_{from.published.load()} {}

void stream_feed::refresh() {
  now_ = from_.published.load();
}

/// What the channel shows next. Views that come as fast as tweets do are
/// rendered when somebody is to get them.
document stream_feed::newest(stream_event which, channel& known) const {
  const auto& view = now_->served;
  const auto& lists = now_->lists;
  switch (which) {
    case stream_event::top:
      return from_.config.hashtag_counter.pool_size != 0 ? now_->top
                                                         : document{};
    case stream_event::sentiment:
      return from_.config.classifier.pool_size != 0 ? now_->sentiment
                                                    : document{};
    case stream_event::status:
      return now_->status;
    case stream_event::tweets:
      if (!view || known.made_from == view)
        return known.shown;
      known.made_from = view;
      return make_document(tweets_json(*view, tweets_shown));
    case stream_event::points:
      if (!view || !now_->time || known.made_from == now_->time)
        return known.shown;
      known.made_from = now_->time;
      return make_document(
          history_json(now_->time.get(), "1s", 1, points_shown, now_s()));
    case stream_event::window:
      if (!lists || !lists->windows_on || known.made_from == lists)
        return known.shown;
      known.made_from = lists;
      return make_document(
          window_json(*lists, window_default, tags_shown, false));
    case stream_event::trending:
      if (!lists || !lists->trending_on || known.made_from == lists)
        return known.shown;
      known.made_from = lists;
      return make_document(
          trending_json(*lists, from_.config, tags_shown, false));
  }
  return {};
}

const stream_feed::channel& stream_feed::current(stream_event which) {
  auto index = static_cast<std::size_t>(which);
  auto& known = channels_[index];
  auto next = newest(which, known);
  if (!next.bytes || next.etag == known.shown.etag)
    return known;
  known.shown = std::move(next);
  ++known.version;
  // The documents hold no line breaks, so one `data` line takes them.
  known.text.assign("event: ").append(stream_event_names[index]);
  known.text.append("\ndata: ").append(*known.shown.bytes).append("\n\n");
  return known;
}

std::span<iovec> stream_feed::news_for(connection& to) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < channels_.size(); ++i) {
    if (!to.stream->events[i])
      continue;
    const auto& known = current(static_cast<stream_event>(i));
    if (to.seen[i] == known.version)
      continue;
    to.seen[i] = known.version;
    // `sendmsg` reads only.
    parts_[count++] = {const_cast<char*>(known.text.data()), known.text.size()};
  }
  return {parts_.data(), count};
}

} // namespace murmuration::http
