/// What flows between the actors of this engine, and what waits there: from
/// views and statuses, for the status document. One owner.
///
/// Queued: at the source, what it holds behind the batches that were sent; at
/// a leg, batches that its workers have not done; at the aggregator, batches
/// that this leg has done and that wait for another or for their turn; at the
/// store_writer, calls without an answer. Credit belongs to a partition and
/// covers all legs, so each leg shows the sum over the partitions.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "config/settings.hpp"
#include "http/json/documents.hpp"
#include "http/rates.hpp"
#include "messages/view.hpp"

namespace murmuration::http {

class edge_meter {
public:
  explicit edge_meter(const settings& config);

  void sample(std::int64_t now_ms, const live_view& view);
  void sample(std::int64_t now_ms, const engine_status& status);

  /// In the order of the flow; null: there is none yet. `shown_per_s`: records
  /// a second in what the dashboard gets, those of other engines included.
  std::vector<edge_view> edges(const live_view* view,
                               const engine_status* status,
                               double shown_per_s) const;

private:
  struct leg_meter {
    std::string_view name; ///< of its pool
    leg which;
    rate_meter taken{};
    rate_meter done{};
  };
  struct seen {
    std::uint64_t records = 0;
    std::uint64_t durable = 0;
    bool owned = false;
  };

  std::string_view source_unit_;
  std::vector<leg_meter> legs_;                ///< those that are on
  std::map<topic_partition, seen> partitions_; ///< as many as a view has
  std::uint64_t applied_ =
      0; ///< by this engine, repeats after rewinds included
  std::uint64_t durable_ = 0;
  rate_meter applied_rate_;
  rate_meter durable_rate_;
};

} // namespace murmuration::http
