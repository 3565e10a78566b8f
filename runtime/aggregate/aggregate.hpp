/// The asynchronous half of the ledger protocol and the counts it guards: a
/// state machine without actors, threads or clock. It promises that at every
/// moment the live counts are those of records [origin, applied) of every
/// partition, and that a delta becomes part of the durable counts only when
/// the ledger holds it. Not thread safe; times are Unix milliseconds.
///
///   aggregate a{options, effects};
///   a.begin();
///   a.assign(tp);          // effects.load, .follow, then .start
///   a.records(batch);      // joined with the legs' partials, counted
///   a.tick(now);           // checkpoints: effects.append
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "messages/control.hpp"
#include "messages/serving.hpp"
#include "messages/store_calls.hpp"
#include "messages/view.hpp"
#include "runtime/aggregate/chain.hpp"
#include "runtime/aggregate/effects.hpp"
#include "runtime/aggregate/options.hpp"
#include "runtime/count/tag_table.hpp"
#include "runtime/count/time_series.hpp"

namespace murmuration {

class aggregate {
public:
  aggregate(aggregate_options options, aggregate_effects& effects);

  /// Asks for where the job stands.
  void begin();

  // -- from the source --------------------------------------------------------

  void found(const std::vector<partition_range>& ranges);
  void assign(const topic_partition& source);
  /// Nothing of these is open when it returns.
  void revoke(const std::vector<topic_partition>& sources);
  /// The partition's consumer died: read again from what is durable.
  void consumer_lost(const topic_partition& source);
  /// The source gave up on the partition, until the operator acts.
  void read_failed(const struct read_failed& report);

  // -- from the legs ----------------------------------------------------------

  void records(const batch_ptr& batch, std::int64_t now_ms);
  void hashtags(const hashtag_partial_ptr& partial, std::int64_t now_ms);
  void words(const word_partial_ptr& partial, std::int64_t now_ms);
  void sentiments(const sentiment_partial_ptr& partial, std::int64_t now_ms);
  void batch_failed(const struct batch_failed& report);

  // -- from the ledger --------------------------------------------------------

  void load(const load_answer& answer, std::int64_t now_ms);
  void follow(const follow_answer& answer, std::int64_t now_ms);
  void append(const append_answer& answer, std::int64_t now_ms);
  void add_origin(const origin_answer& answer, std::int64_t now_ms);
  void write_snapshot(const snapshot_answer& answer, std::int64_t now_ms);
  void remove_old(const remove_answer& answer, std::int64_t now_ms);

  // -- from the dead letters --------------------------------------------------

  void write_letters(const letters_answer& answer, std::int64_t now_ms);

  // -- time -------------------------------------------------------------------

  /// Checkpoints, follows, retries: whatever is due. At least every 50 ms.
  void tick(std::int64_t now_ms);
  /// Read no more; make durable what was counted.
  void drain(std::int64_t now_ms);
  /// Nothing is open or in flight, and nothing will be: after `drain`, or when
  /// all targets are reached.
  bool drained() const;

  // -- what people see --------------------------------------------------------

  bool ready() const {
    return ready_;
  }
  /// Counts up with everything that changes a view.
  std::uint64_t version() const {
    return version_;
  }
  live_view_ptr live(std::int64_t now_ms);
  time_view_ptr times(std::int64_t now_ms);
  /// Null while it catches up, and when both lists are off.
  lists_view_ptr lists(std::int64_t now_ms);
  tag_answer find(const std::string& key) const;
  tag_list all_tags() const;
  trouble troubles() const;
  /// What became durable since the last answer, for the tables of older
  /// readers, if this engine is the one that writes them. Null while it
  /// catches up.
  serving_batch_ptr serve(bool all_deleted, std::int64_t now_ms);

private:
  using chains = std::map<topic_partition, chain>;
  using row_keys = std::vector<std::uint32_t>;

  chain* find_chain(const topic_partition& source);
  chain& add_chain(partition_state settled);
  void rewind(chain& x);
  void fault(chain& x, const std::string& reason);
  void reload();
  void request_load(std::optional<genesis> mine);
  void restore(const saved_snapshot& saved, const std::vector<origin>& begun,
               std::int64_t now_ms);
  void restore_counts(const saved_snapshot& saved, std::int64_t now_ms);
  void add_chains(const std::vector<origin>& begun);
  void request_follow(std::int64_t now_ms);
  void note_progress();
  void start_if_ready(chain& x);
  template <class Part>
  void join(const topic_partition& source, const Part& part,
            std::int64_t now_ms);
  void advance(chain& x, std::int64_t now_ms);
  void checkpoint(chain& x, std::int64_t now_ms);
  void send_append(chain& x);
  void send_letters(chain& x);
  std::string letters_error() const;
  void send_flight(chain& x);
  void put_off(chain& x, std::int64_t now_ms);
  void settle(chain& x, const delta& content, list_state::row_keys keys,
              std::int64_t now_ms);
  void note_pointer(const std::optional<pointer>& newest);
  void add_missing_origins();
  void forget_deadlines();
  std::size_t snapshot_limit() const;
  void snapshot_if_due(std::int64_t now_ms);
  void send_snapshot_part(bool first);
  void hold_if_due(std::int64_t now_ms);
  void add_tags(const std::vector<tag_count>& tags, row_keys& keys);
  std::vector<const overlay*> overlays() const;
  std::size_t pending_calls() const;
  void give_credit(chain& x);
  bool serves() const;

  aggregate_options options_;
  aggregate_effects& effects_;

  chains chains_;
  tag_table tags_;
  time_series series_;
  list_state lists_;
  std::set<topic_partition> assigned_; ///< also those without a chain yet
  std::map<topic_partition, partition_range> ranges_; ///< what the source has
  std::map<topic_partition, offset> targets_; ///< of a drain: ends seen first
  std::set<topic_partition> origins_asked_;
  std::string origin_error_; ///< why a new partition cannot begin

  std::uint64_t reload_ = 0;
  bool founded_ = false; ///< the genesis is known
  bool loading_ = false;
  bool ready_ = false;      ///< has caught up once
  bool catching_up_ = true; ///< since the last load
  bool load_retry_ = false;
  bool draining_ = false;
  bool source_seen_ = false;

  bool following_ = false; ///< a follow call is out
  bool follow_soon_ = false;
  std::int64_t follow_at_ms_ = 0;
  std::int64_t origins_at_ms_ = 0;
  std::int64_t hold_at_ms_ = 0;

  std::optional<pointer> newest_; ///< newest snapshot seen
  std::size_t entries_since_ = 0; ///< counted entries behind it
  std::size_t deltas_since_ = 0;
  /// What is still to be written of a snapshot; its tags are frozen in the
  /// table.
  struct snapshot_taking {
    pointer announced;
    time_freeze times;
    list_freeze lists;
    first_rows row_of_key; ///< of the rows that were sent
  };
  std::optional<snapshot_taking> taking_;
  bool snapshot_out_ = false;     ///< a part of it is with the store_writer
  bool snapshot_blocked_ = false; ///< until a newer pointer was read
  bool remove_due_ = false;
  bool remove_out_ = false;
  std::int64_t snapshot_at_ms_ = 0;
  std::int64_t retry_at_ms_ = 0; ///< for calls that belong to no partition
  std::int64_t ticked_at_ms_ = 0;

  served_input served_;              ///< since somebody asked last
  std::uint64_t deleted_served_ = 0; ///< ids taken back that were told

  store_health health_;
  std::uint64_t letters_number_ = 0; ///< of the newest call
  std::uint64_t letters_written_ = 0;
  std::uint64_t version_ = 1;
  std::uint64_t rewinds_ = 0;
  std::uint64_t reloads_ = 0;
  std::uint64_t checkpoints_ = 0;
  std::int64_t checkpointed_ms_ = 0;
  std::uint64_t snapshots_ = 0;
  std::array<std::uint64_t, 6> malformed_by_reason_{};
};

} // namespace murmuration
