/// Actors that only note down what they are sent.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/actors/stage.hpp"

namespace murmuration::test {

/// What a stand-in for the aggregator was sent.
struct aggregator_notes {
  std::vector<batch_ptr> batches;
  std::vector<hashtag_partial_ptr> tags;
  std::vector<batch_failed> failed;
  std::vector<read_failed> stopped;
  std::vector<topic_partition> assigned;
  std::vector<topic_partition> lost;
  std::vector<consumer_actor> consumers; ///< of both
  std::vector<partition_list> revoked;
  std::vector<source_ranges> found;
  std::vector<letters_answer_ptr> letters;
  std::vector<std::string> answers; ///< of the store_writer, by name
  int drains = 0;
  bool drains_at_once = true;
  tag_list tags_known;
  serving_batch_ptr tables;
  std::vector<bool> asked_for_all; ///< of the serving_writer
  std::string last_error;
};

aggregator_actor noting_aggregator(stage& on, aggregator_notes& to);

/// Takes the aggregator's calls and does nothing.
store_writer_actor idle_store_writer(stage& on);

struct pool_notes {
  std::vector<batch_ptr> batches;
};
leg_pool_actor noting_pool(stage& on, pool_notes& to);

struct dashboard_notes {
  std::vector<live_view_ptr> views;
  std::vector<time_view_ptr> times;
  std::vector<lists_view_ptr> lists;
  std::optional<bool> complete; ///< the first ready view came after the others
  std::vector<engine_status_ptr> states;
};
dashboard_actor noting_dashboard(stage& on, dashboard_notes& to);

struct supervisor_notes {
  std::vector<trouble> troubles;
  std::vector<serving_trouble> behind;
  std::vector<std::string> failures;
  std::vector<drain_report> drained;
};
supervisor_actor noting_supervisor(stage& on, supervisor_notes& to);

} // namespace murmuration::test
