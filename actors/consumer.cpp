#include "actors/consumer.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <map>
#include <utility>

#include "messages/names.hpp"

namespace murmuration {

bool consumer_state::batch_is_full() const {
  // A batch holds one gap at most, so nothing is added behind one.
  return refused || batch->ends || batch->lost
         || batch->outcomes.records() >= options.limits.records_max
         || bytes >= options.limits.bytes_max;
}

bool consumer_state::take(const record_view& record) {
  auto size = record.value.size();
  auto alone = batch->outcomes.records() == 0;
  // Without this mark the batch would wait for more, and the record for it.
  if (!alone && bytes + size > options.limits.bytes_max)
    refused = true;
  if (batch_is_full())
    return false;
  decoded made{outcome::skipped, malformed_reason::none, {}};
  tweet x;
  if (record.too_large)
    made = {outcome::malformed, malformed_reason::too_large, {}};
  else if (!record.tombstone)
    made = decode.decode(record.value, batch->bytes, x, batch->entity_tags);
  if (made.what == outcome::counted) {
    x.at = record.at;
    if (x.event_ms == 0)
      x.event_ms =
          record.timestamp_ms >= 0 ? record.timestamp_ms : options.now();
    if (options.until_ms && x.event_ms > *options.until_ms) {
      batch->ends = true;
      return false;
    }
    batch->tweets.push_back(x);
  } else {
    batch->rejects.push_back({record.at, made.what, made.reason});
    if (!made.deleted.empty())
      batch->deleted.push_back(made.deleted);
    if (made.what == outcome::malformed && options.keep_letters)
      keep(record, made.reason);
  }
  bytes += size;
  batch->outcomes.add(made.what);
  batch->holes +=
      static_cast<std::uint64_t>(record.at.value - batch->next.value);
  batch->next = record.next;
  last_taken = record;
  return true;
}

void consumer_state::keep(const record_view& record, malformed_reason reason) {
  if (!letters)
    letters = std::make_shared<letter_page>();
  letters->letters.push_back(
      {record.at, reason, letters->bytes.copy(record.key),
       letters->bytes.copy(record.value),
       record.too_large ? record.value_bytes : record.value.size(),
       record.timestamp_ms});
}

read_result consumer_state::read() {
  last_taken.reset();
  auto result = reader->read(options.limits, *this);
  if (last_taken)
    batch->last = fingerprint_of(*last_taken);
  // The end of a Kafka partition may be offsets without records.
  if (result.next > batch->next) {
    batch->holes +=
        static_cast<std::uint64_t>(result.next.value - batch->next.value);
    batch->next = result.next;
  }
  if (result.lost) {
    batch->lost = result.lost;
    batch->holes -= static_cast<std::uint64_t>(result.lost->to.value
                                               - result.lost->from.value);
  }
  return result;
}

void consumer_state::begin_batch(offset first) {
  // It is likely to become as large as the one before.
  auto tweets = batch ? batch->tweets.size() : 0;
  auto tags = batch ? batch->entity_tags.size() : 0;
  batch = std::make_shared<tweet_batch>();
  batch->tweets.reserve(tweets);
  batch->entity_tags.reserve(tags);
  batch->source = source;
  batch->at_epoch = at_epoch;
  batch->number = number;
  batch->first = batch->next = first;
  letters.reset();
  bytes = 0;
  refused = false;
}

void consumer_state::start(const start_reading& where) {
  at_epoch = where.at_epoch;
  number = {};
  begin_batch(where.from);
}

void consumer_state::halt() {
  reader.reset();
  begin_batch({});
}

batch_ptr consumer_state::seal() {
  ++number.value;
  batch->letters = std::exchange(letters, nullptr);
  auto sealed = batch;
  begin_batch(sealed->next);
  return sealed;
}

std::vector<rejected> consumer_state::worth_logging(const tweet_batch& x) {
  // Ten lines in ten seconds tell what is wrong; a million would hide it.
  constexpr std::uint32_t lines_max = 10;
  constexpr std::int64_t window_ms = 10'000;
  std::vector<rejected> result;
  for (auto& reject : x.rejects) {
    if (reject.what != outcome::malformed)
      continue;
    auto now = options.now();
    if (now >= log_window_ends_ms) {
      if (unlogged > 0)
        spdlog::warn("event=malformed_more partition={} records={}",
                     murmuration::to_string(source), unlogged);
      log_window_ends_ms = now + window_ms;
      logged = 0;
      unlogged = 0;
    }
    if (logged < lines_max) {
      ++logged;
      result.push_back(reject);
    } else {
      ++unlogged;
    }
  }
  return result;
}

namespace {

using consumer_pointer = consumer_actor::stateful_pointer<consumer_state>;

void send_batch(consumer_pointer self, const consumer_outlets& outlets) {
  auto& s = self->state;
  batch_ptr batch = s.seal();
  --s.credit;
  for (auto& x : s.worth_logging(*batch))
    spdlog::warn("event=malformed partition={} offset={} reason={}",
                 murmuration::to_string(s.source), x.at.value,
                 name_of(x.reason));
  // The aggregator first: it must know of the batch before its parts come.
  self->send(outlets.aggregator, batch);
  for (auto& leg : outlets.legs)
    self->send(leg, batch);
  if (batch->ends)
    s.halt();
}

/// Reads while there is something and credit for it.
void pump(consumer_pointer self, const consumer_outlets& outlets) {
  auto& s = self->state;
  while (s.reader && s.credit > 0) {
    auto result = s.read();
    if (result.status == read_status::identity_error) {
      auto failed = read_failed{s.source, s.at_epoch, result.error};
      s.halt();
      self->send(outlets.aggregator, std::move(failed));
      return;
    }
    // With nothing in flight nobody gains by waiting for more.
    auto idle = s.credit == s.options.credit;
    if (s.anything_collected() && (idle || s.batch_is_full()))
      send_batch(self, outlets);
    if (!s.reader || !result.more)
      break;
  }
  if (s.anything_collected() && !std::exchange(s.linger_armed, true))
    self->delayed_send(self, std::chrono::milliseconds(s.options.linger_ms),
                       linger_atom::value, s.number.value);
}

} // namespace

consumer_actor::behavior_type consumer(consumer_pointer self,
                                       topic_partition partition,
                                       std::shared_ptr<record_source> source,
                                       consumer_outlets outlets,
                                       consumer_options options) {
  auto& s = self->state;
  s.source = std::move(partition);
  s.options = std::move(options);
  s.credit = s.options.credit;
  s.halt();
  return {
      [=](const start_reading& where) {
        auto& s = self->state;
        s.start(where);
        auto wake = [me = caf::actor_cast<consumer_actor>(self)] {
          caf::anon_send(me, wake_atom::value);
        };
        s.reader = source->open({s.source, where.from, where.last}, wake);
        pump(self, outlets);
      },
      [=](halt_atom) { self->state.halt(); },
      [=](close_atom) {
        self->state.halt();
        return close_atom::value;
      },
      [=](credit_atom, std::uint32_t batches) {
        auto& s = self->state;
        s.credit = std::min(s.credit + batches, s.options.credit);
        pump(self, outlets);
      },
      [=](wake_atom) { pump(self, outlets); },
      [=](linger_atom, std::uint64_t) {
        auto& s = self->state;
        s.linger_armed = false;
        if (s.reader && s.anything_collected() && s.credit > 0)
          send_batch(self, outlets);
        pump(self, outlets);
      },
  };
}

} // namespace murmuration
