#include "actors/store_writer.hpp"

#include <spdlog/spdlog.h>

#include <chrono>
#include <utility>

#include "runtime/ledger/codec.hpp"

namespace murmuration {

load_answer store_writer_state::load(const load_call& call) {
  load_answer answer;
  answer.reload = call.reload;
  auto found = book->read_genesis();
  if (found && !*found && call.mine) {
    auto mine = book->found(*call.mine);
    found = mine ? store_result<std::optional<genesis>>{std::move(*mine)}
                 : mine.error();
  }
  if (!found) {
    answer.error = found.error().what;
    return answer;
  }
  answer.found = std::move(*found);
  if (!answer.found)
    return answer;
  auto origins = book->origins();
  auto newest = book->load_snapshot();
  if (!origins || !newest) {
    answer.error = (origins ? newest.error() : origins.error()).what;
    return answer;
  }
  answer.origins = std::move(*origins);
  answer.newest = std::move(*newest);
  return answer;
}

follow_answer store_writer_state::follow(const follow_call& call) {
  follow_answer answer;
  answer.reload = call.reload;
  std::vector<ledger::follow_from> from;
  for (auto& item : call.items)
    from.push_back({item.source, item.from});
  auto read = book->follow(from);
  if (!read) {
    answer.error = read.error().what;
    return answer;
  }
  for (std::size_t i = 0; i < call.items.size(); ++i) {
    auto& chain = read->partitions[i];
    answer.items.push_back(
        {call.items[i], std::move(chain.deltas), chain.more});
  }
  answer.newest = std::move(read->newest);
  if (!call.with_origins)
    return answer;
  if (auto origins = book->origins())
    answer.origins = std::move(*origins);
  else
    answer.error = origins.error().what;
  return answer;
}

append_answer store_writer_state::append(const append_call& call) {
  append_answer answer;
  answer.reload = call.reload;
  answer.source = call.source;
  answer.at_epoch = call.at_epoch;
  answer.start = call.start;
  answer.nonce = call.content->nonce;
  auto bytes = encode(*call.content);
  auto from = std::chrono::steady_clock::now();
  auto done = book->append(call.source, call.start, answer.nonce, bytes);
  std::chrono::duration<double, std::milli> took =
      std::chrono::steady_clock::now() - from;
  answer.latency_ms = took.count();
  if (!done) {
    answer.error = done.error().what;
    return answer;
  }
  answer.error = std::move(done->refused);
  answer.what = done->cell;
  answer.newest = std::move(done->newest);
  return answer;
}

origin_answer store_writer_state::add_origin(const origin_call& call) {
  auto found = book->add_origin(call.mine);
  if (!found)
    return {call.mine.source, found.error().what, {}};
  return {call.mine.source, {}, std::move(*found)};
}

snapshot_answer store_writer_state::write_snapshot(const snapshot_call& call) {
  auto written = book->write_snapshot({call.announced, call.spell_out()},
                                      call.first, call.last);
  if (!written)
    return {written.error().what, snapshot_outcome::unknown, {}};
  return {{}, written->what, std::move(written->announced)};
}

remove_answer store_writer_state::remove_old(const remove_call& call) {
  auto removed = book->remove_old(call.rows_max);
  if (!removed)
    return {removed.error().what, true};
  return {{}, removed->more};
}

void store_writer_state::hold(const hold_call& call) {
  auto& mine = call.mine;
  auto done = mine.partitions.empty() ? book->erase_hold(mine.instance)
                                      : book->put_hold(mine);
  if (!done)
    spdlog::debug("event=hold_failed reason=\"{}\"", done.error().what);
}

store_writer_actor::behavior_type
store_writer(store_writer_actor::stateful_pointer<store_writer_state> self,
             std::shared_ptr<ledger_store> store, std::string job,
             protocol_rules rules) {
  self->state.store = std::move(store);
  self->state.book =
      std::make_unique<ledger>(*self->state.store, std::move(job), rules);
  // A call's answer goes to the aggregator that the call names.
  auto answer = [self](const aggregator_actor& whom, auto made) {
    self->send(whom, std::make_shared<const decltype(made)>(std::move(made)));
  };
  return store_calls(self, answer);
}

} // namespace murmuration
