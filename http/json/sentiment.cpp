#include "http/json/parts.hpp"

namespace murmuration::http {

void write_sentiment(json_writer& out, const sentiment_counts& counts) {
  auto of = [&](sentiment x) {
    return counts[static_cast<std::size_t>(x)];
  };
  out.member("positive", of(sentiment::positive));
  out.member("negative", of(sentiment::negative));
  out.member("neutral", of(sentiment::neutral));
  out.member("none", of(sentiment::none));
}

std::string sentiment_json(const live_view& view) {
  json_writer out;
  out.object([&] { write_sentiment(out, view.sums.sentiments); });
  return out.take();
}

} // namespace murmuration::http
