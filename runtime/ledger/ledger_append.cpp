#include "runtime/ledger/cell_error.hpp"
#include "runtime/ledger/codec.hpp"
#include "runtime/ledger/keys.hpp"
#include "runtime/ledger/ledger.hpp"

namespace murmuration {

namespace {

/// The writer's name instead of the nonce: what the protocol does not do, since
/// an engine that was restarted would take its predecessor's delta for its own.
bool same_writer(const delta& found, std::string_view mine) {
  auto content = decode_delta(mine);
  return content && content->writer == found.writer;
}

} // namespace

store_result<ledger::append_answer>
ledger::append(const topic_partition& source, position start,
               std::uint64_t nonce, std::string_view bytes) {
  if (!keys::is_part(source.topic))
    return store_error{"topic '" + source.topic + "' cannot be in the ledger"};
  append_answer answer;
  auto read_pointer = [&]() -> store_result<done> {
    auto newest = newest_pointer();
    if (!newest)
      return newest.error();
    answer.newest = std::move(*newest);
    return done{};
  };
  if (rules_.pointer_after_append && !rules_.delta_before_pointer)
    if (auto read = read_pointer(); !read)
      return read.error();
  auto cell = settle_append(keys::delta(job_, source, start), nonce, bytes,
                            answer.refused);
  if (!cell)
    return cell.error();
  answer.cell = *cell;
  // "After an append is acknowledged … read the newest pointer. Delta first,
  // pointer second, never the other way round": a snapshot that passed this
  // place after the pointer was read would otherwise fork the chain.
  if (rules_.pointer_after_append && rules_.delta_before_pointer)
    if (auto read = read_pointer(); !read)
      return read.error();
  return answer;
}

store_result<appended> ledger::settle_append(std::string_view key,
                                             std::uint64_t nonce,
                                             std::string_view bytes,
                                             std::string& refused) {
  // "Written only if absent at the key of its start offset."
  if (!rules_.append_if_absent) {
    auto wrote = store_.put(key, bytes);
    if (!wrote)
      refused = wrote.error().what;
    return wrote ? appended::mine : appended::absent;
  }
  auto wrote = store_.put_if_absent(key, bytes);
  if (wrote && *wrote)
    return appended::mine;
  // "On `false`, or when in doubt, read the cell: my nonce: mine and durable;
  // another nonce: rewind." A lost reply makes my own repeat answer `false`.
  auto stands = store_.get(key);
  if (!stands)
    return stands.error();
  if (!*stands) {
    refused = wrote ? "a cell vanished while it was read" : wrote.error().what;
    return appended::absent;
  }
  auto found = decode_delta(**stands);
  if (!found)
    return broken_cell(key, found.error());
  auto mine =
      rules_.compare_nonce ? found->nonce == nonce : same_writer(*found, bytes);
  return mine ? appended::mine : appended::other;
}

} // namespace murmuration
