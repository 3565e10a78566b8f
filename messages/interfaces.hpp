/// The whole protocol: every actor's interface, one sentence above each
/// message. Peers know each other by these aliases only. Payloads are immutable
/// and shared; nothing here leaves the process.
///
///   source ─▶ consumer ─▶ leg pools ─▶ workers ─▶ aggregator ─▶ store_writer
///                 ▲                                  │  └─▶ dashboard
///                 └────────────── credit ────────────┘
#pragma once

#include <caf/atom.hpp>
#include <caf/typed_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include "messages/batch.hpp"
#include "messages/control.hpp"
#include "messages/dead_letter.hpp"
#include "messages/partial.hpp"
#include "messages/serving.hpp"
#include "messages/store_calls.hpp"
#include "messages/view.hpp"

#define MURMURATION_LOCAL(type) CAF_ALLOW_UNSAFE_MESSAGE_TYPE(murmuration::type)

MURMURATION_LOCAL(batch_ptr)
MURMURATION_LOCAL(hashtag_partial_ptr)
MURMURATION_LOCAL(word_partial_ptr)
MURMURATION_LOCAL(sentiment_partial_ptr)
MURMURATION_LOCAL(start_reading)
MURMURATION_LOCAL(batch_failed)
MURMURATION_LOCAL(read_failed)
MURMURATION_LOCAL(source_ranges)
MURMURATION_LOCAL(partition_list)
MURMURATION_LOCAL(source_connection)
MURMURATION_LOCAL(drain_report)
MURMURATION_LOCAL(topic_partition)
MURMURATION_LOCAL(work_done)
MURMURATION_LOCAL(pool_view)
MURMURATION_LOCAL(tag_answer)
MURMURATION_LOCAL(tag_list)
MURMURATION_LOCAL(engine_failure)
MURMURATION_LOCAL(trouble)
MURMURATION_LOCAL(live_view_ptr)
MURMURATION_LOCAL(time_view_ptr)
MURMURATION_LOCAL(lists_view_ptr)
MURMURATION_LOCAL(engine_status_ptr)
MURMURATION_LOCAL(load_call_ptr)
MURMURATION_LOCAL(load_answer_ptr)
MURMURATION_LOCAL(follow_call_ptr)
MURMURATION_LOCAL(follow_answer_ptr)
MURMURATION_LOCAL(append_call_ptr)
MURMURATION_LOCAL(append_answer_ptr)
MURMURATION_LOCAL(origin_call_ptr)
MURMURATION_LOCAL(origin_answer_ptr)
MURMURATION_LOCAL(snapshot_call_ptr)
MURMURATION_LOCAL(snapshot_answer_ptr)
MURMURATION_LOCAL(remove_call_ptr)
MURMURATION_LOCAL(remove_answer_ptr)
MURMURATION_LOCAL(hold_call_ptr)
MURMURATION_LOCAL(letters_call_ptr)
MURMURATION_LOCAL(letters_answer_ptr)
MURMURATION_LOCAL(serving_batch_ptr)
MURMURATION_LOCAL(serving_trouble)

#undef MURMURATION_LOCAL

namespace murmuration {

using wake_atom = caf::atom_constant<caf::atom("wake")>;
using credit_atom = caf::atom_constant<caf::atom("credit")>;
using halt_atom = caf::atom_constant<caf::atom("halt")>;
using close_atom = caf::atom_constant<caf::atom("close")>;
using linger_atom = caf::atom_constant<caf::atom("linger")>;
using tick_atom = caf::atom_constant<caf::atom("tick")>;
using publish_atom = caf::atom_constant<caf::atom("publish")>;
using status_atom = caf::atom_constant<caf::atom("status")>;
using lookup_atom = caf::atom_constant<caf::atom("lookup")>;
using export_atom = caf::atom_constant<caf::atom("export")>;
using found_atom = caf::atom_constant<caf::atom("found")>;
using assign_atom = caf::atom_constant<caf::atom("assign")>;
using revoke_atom = caf::atom_constant<caf::atom("revoke")>;
using attach_atom = caf::atom_constant<caf::atom("attach")>;
using lost_atom = caf::atom_constant<caf::atom("lost")>;
using drain_atom = caf::atom_constant<caf::atom("drain")>;
using stop_atom = caf::atom_constant<caf::atom("stop")>;
using serving_atom = caf::atom_constant<caf::atom("serving")>;

/// Reads, decodes and batches one partition.
using consumer_actor = caf::typed_actor<
    /// Begin (again) at an offset, in a new epoch.
    caf::reacts_to<start_reading>,
    /// Stop reading and forget what was read and not sent.
    caf::reacts_to<halt_atom>,
    /// As `halt`, and answer once the source's reader is gone.
    caf::replies_to<close_atom>::with<close_atom>,
    /// The aggregator is done with this many batches: as many more may be sent.
    caf::reacts_to<credit_atom, std::uint32_t>,
    /// The source has something new.
    caf::reacts_to<wake_atom>,
    /// INTERNAL: what was collected has waited long enough.
    caf::reacts_to<linger_atom, std::uint64_t>>;

/// One worker of a leg: makes a partial of a batch, for the aggregator.
using leg_worker_actor = caf::typed_actor<
    /// Work on this batch.
    caf::reacts_to<batch_ptr>>;

/// Router of one leg: gives each batch to the worker with the least to do, and
/// replaces workers that die.
using leg_pool_actor = caf::typed_actor<
    /// Have this batch worked on.
    caf::reacts_to<batch_ptr>,
    /// A worker has sent its partial.
    caf::reacts_to<work_done>,
    /// How the pool is doing, since it was asked last.
    caf::replies_to<status_atom>::with<pool_view>>;

/// Joins the legs, counts, keeps the top list, and carries the ledger on.
using aggregator_actor = caf::typed_actor<
    /// From a consumer: a batch went out to the legs.
    caf::reacts_to<batch_ptr>,
    /// From the legs: what they made of a batch.
    caf::reacts_to<hashtag_partial_ptr>, caf::reacts_to<word_partial_ptr>,
    caf::reacts_to<sentiment_partial_ptr>,
    /// A leg will never deliver for this batch: its worker died.
    caf::reacts_to<batch_failed>,
    /// A consumer's source gave up on the partition for good.
    caf::reacts_to<read_failed>,
    /// From the supervisor: the source's partitions and what they hold.
    caf::reacts_to<found_atom, source_ranges>,
    /// This engine consumes the partition, through this consumer.
    caf::reacts_to<assign_atom, topic_partition, consumer_actor>,
    /// This engine lets go of these; answered when nothing of them is open.
    caf::replies_to<revoke_atom, partition_list>::with<revoke_atom>,
    /// The partition's consumer died; this one takes its place.
    caf::reacts_to<lost_atom, topic_partition, consumer_actor>,
    /// Stop reading, make all that was counted durable; answered when it is.
    caf::replies_to<drain_atom>::with<drain_report>,
    /// One tag's count.
    caf::replies_to<lookup_atom, std::string>::with<tag_answer>,
    /// Every tag's count.
    caf::replies_to<export_atom>::with<tag_list>,
    /// From the serving_writer: what the tables of older readers are made of;
    /// true: with every id that is known to be taken back, not only new ones.
    caf::replies_to<serving_atom, bool>::with<serving_batch_ptr>,
    /// From the store_writer: answers to calls.
    caf::reacts_to<load_answer_ptr>, caf::reacts_to<follow_answer_ptr>,
    caf::reacts_to<append_answer_ptr>, caf::reacts_to<origin_answer_ptr>,
    caf::reacts_to<snapshot_answer_ptr>, caf::reacts_to<remove_answer_ptr>,
    /// From the letter_writer: dead letters are written, or why not.
    caf::reacts_to<letters_answer_ptr>,
    /// INTERNAL: time has passed: checkpoint, follow, retry.
    caf::reacts_to<tick_atom>,
    /// INTERNAL: hand the dashboard a view.
    caf::reacts_to<publish_atom>>;

/// Does the blocking calls on the ledger, one after the other. The sender of a
/// call gets its answer, whatever happens to the store.
using store_writer_actor =
    caf::typed_actor<caf::reacts_to<load_call_ptr, aggregator_actor>,
                     caf::reacts_to<follow_call_ptr, aggregator_actor>,
                     caf::reacts_to<append_call_ptr, aggregator_actor>,
                     caf::reacts_to<origin_call_ptr, aggregator_actor>,
                     caf::reacts_to<snapshot_call_ptr, aggregator_actor>,
                     caf::reacts_to<remove_call_ptr, aggregator_actor>,
                     /// Not answered: the next one repairs a lost one.
                     caf::reacts_to<hold_call_ptr>>;

/// Writes dead letters, one call after the other. The sender of a call gets its
/// answer, whatever happens to the topic or the file.
using letter_writer_actor =
    caf::typed_actor<caf::reacts_to<letters_call_ptr, aggregator_actor>>;
/// Writes the tables that older readers read; asks the aggregator for what is
/// in them.
using serving_writer_actor = caf::typed_actor<
    /// Write a last time; answered when that is done, or has failed.
    caf::replies_to<stop_atom>::with<stop_atom>,
    /// INTERNAL: see whether a table is due.
    caf::reacts_to<tick_atom>>;

/// Renders views for HTTP.
using dashboard_actor = caf::typed_actor<
    caf::reacts_to<live_view_ptr>, caf::reacts_to<time_view_ptr>,
    caf::reacts_to<lists_view_ptr>, caf::reacts_to<engine_status_ptr>>;

/// Starts consumers, watches everyone, ends the engine in order.
using supervisor_actor = caf::typed_actor<
    /// From the source's thread: see source_events.
    caf::reacts_to<found_atom, source_ranges>,
    caf::reacts_to<assign_atom, partition_list>,
    caf::reacts_to<revoke_atom, partition_list>,
    caf::reacts_to<source_connection>,
    /// From the aggregator: what keeps it from being healthy; none: it is.
    caf::reacts_to<trouble>,
    /// From the serving_writer: which tables are behind; none: no table is.
    caf::reacts_to<serving_trouble>,
    /// From the aggregator or the source: the engine must stop.
    caf::reacts_to<engine_failure>,
    /// From the aggregator: all records up to the first ends are durable.
    caf::reacts_to<drain_report>,
    /// From main: end in order, within a bounded time.
    caf::reacts_to<stop_atom>,
    /// INTERNAL: the serving_writer died a while ago, make another.
    caf::reacts_to<serving_atom>,
    /// INTERNAL: look at the pools, tell the dashboard.
    caf::reacts_to<tick_atom>>;

} // namespace murmuration
