#include "http/dashboard_state.hpp"

namespace murmuration::http {

namespace {

/// The status holds every partition: rendering it with each view would cost
/// more than the counts.
constexpr std::int64_t status_interval_ms = 100;

constexpr std::size_t top_k_default = 10;

} // namespace

dashboard_state::dashboard_state(const settings& config, publication& published,
                                 std::int64_t now_ms)
  : published_{published}
  , facts_{facts_of(config)}
  , history_{config.aggregator.top_k}
  , watch_{now_ms}
  , edges_{config} {
  next_.started_ms = now_ms;
  render_status(now_ms);
  swap();
}

void dashboard_state::take(const live_view_ptr& view, std::int64_t now_ms) {
  auto was_ready = next_.ready();
  note_tags(now_ms);
  next_.latest = view;
  auto steady = view->ready && !view->catching_up;
  if (steady || (view->ready && !next_.served))
    render_counts(view);
  note_tags(now_ms);
  if (!steady)
    rates_.reset();
  auto due = now_ms - status_ms_ >= status_interval_ms || now_ms < status_ms_;
  if (due || next_.ready() != was_ready)
    render_status(now_ms);
  swap();
}

void dashboard_state::take(const time_view_ptr& view) {
  next_.time = view;
  swap();
}

void dashboard_state::take(const lists_view_ptr& view) {
  next_.lists = view;
  swap();
}

void dashboard_state::take(const engine_status_ptr& status,
                           std::int64_t now_ms) {
  next_.engine = status;
  edges_.sample(now_ms, *status);
  note_tags(now_ms);
  render_status(now_ms);
  swap();
}

/// Samples are of what was served until then. Without a new view, too, what
/// was added within a minute changes.
void dashboard_state::note_tags(std::int64_t now_ms) {
  if (!next_.served || !history_.note(*next_.served, now_ms))
    return;
  next_.tags = history_.past();
  render_top();
}

void dashboard_state::render_top() {
  const auto& view = *next_.served;
  next_.top = make_document(
      top_json(view, top_k_default, next_.tags->trends(view, top_k_default)));
}

void dashboard_state::render_counts(const live_view_ptr& view) {
  next_.served = view;
  render_top();
  next_.sentiment = make_document(sentiment_json(*view));
}

void dashboard_state::render_status(std::int64_t now_ms) {
  status_ms_ = now_ms;
  if (next_.ready() && !next_.latest->catching_up)
    rates_.sample(now_ms, next_.latest->sums.outcomes.records(),
                  next_.latest->tweets);
  watch_.look(now_ms, next_.latest.get(), next_.engine.get());
  next_.events = watch_.log().told();
  facts_.uptime_s = (now_ms - next_.started_ms) / 1000;
  facts_.records_per_s = next_.records_per_s = rates_.records_per_s();
  facts_.tweets_per_s = next_.tweets_per_s = rates_.tweets_per_s();
  if (next_.latest)
    edges_.sample(now_ms, *next_.latest);
  facts_.edges =
      edges_.edges(next_.latest.get(), next_.engine.get(), next_.records_per_s);
  next_.status_of = next_.latest;
  next_.facts = facts_;
  next_.status = make_document(
      status_json(facts_, next_.latest.get(), next_.engine.get()));
}

void dashboard_state::swap() {
  published_.store(std::make_shared<const snapshot>(next_));
}

} // namespace murmuration::http
