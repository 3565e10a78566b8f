/// What the dashboard actor decides, without an actor: which view is served,
/// what is rendered, when it is swapped in. One owner; readers go through the
/// publication.
///   dashboard_state state{config, published}; state.take(view, now_ms);
#pragma once

#include <cstdint>

#include "config/settings.hpp"
#include "http/edge_meter.hpp"
#include "http/engine_watch.hpp"
#include "http/json/documents.hpp"
#include "http/publication.hpp"
#include "http/rates.hpp"

namespace murmuration::http {

struct dashboard_state {
  static constexpr const char* name = "dashboard";

  /// Both must outlive it.
  dashboard_state(const settings& config, publication& published,
                  std::int64_t now_ms);

  /// Swaps in the documents of a view. One that is not ready, or is catching
  /// up after a reload, changes the status only: the one before stays served.
  void take(const live_view_ptr& view, std::int64_t now_ms);
  void take(const time_view_ptr& view);
  void take(const lists_view_ptr& view);
  void take(const engine_status_ptr& status, std::int64_t now_ms);

private:
  void note_tags(std::int64_t now_ms);
  void render_top();
  void render_counts(const live_view_ptr& view);
  void render_status(std::int64_t now_ms);
  void swap();

  publication& published_;
  status_facts facts_;
  rate_meter rates_;
  tag_history history_;
  engine_watch watch_;
  edge_meter edges_;
  snapshot next_; ///< what is published, to be copied when it changes
  std::int64_t status_ms_ = 0;
};

} // namespace murmuration::http
