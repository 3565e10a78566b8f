#include "runtime/ledger/fold.hpp"

#include <algorithm>

namespace murmuration {

namespace {

/// Snapshots come minutes apart; a fold takes seconds.
constexpr int tries_max = 8;

void add_tags(folded& into, const std::vector<tag_count>& tags) {
  for (const auto& one : tags)
    into.tags[{one.key, one.tag}] += one.count;
}

/// Partitions that the snapshot does not know stand at their origin.
void add_origins(folded& into, const std::vector<origin>& origins) {
  for (const auto& one : origins)
    if (!into.find(one.source)) {
      partition_state fresh;
      fresh.source = one.source;
      fresh.origin = one.at;
      fresh.at = one.at;
      into.partitions.push_back(std::move(fresh));
    }
}

/// Genesis, origins and the newest snapshot.
store_result<folded> start(ledger& book, fold_depth depth) {
  folded out;
  if (depth == fold_depth::counts) {
    auto saved = book.load_snapshot();
    if (!saved)
      return saved.error();
    if (*saved) {
      out.newest = (**saved).announced;
      while (auto part = (**saved).next())
        add_tags(out, part->tags);
    }
  } else {
    auto newest = book.newest_pointer();
    if (!newest)
      return newest.error();
    out.newest = std::move(*newest);
  }
  if (out.newest)
    out.partitions = out.newest->partitions;
  auto born = book.read_genesis();
  if (!born)
    return born.error();
  auto later = book.origins();
  if (!later)
    return later.error();
  out.born = std::move(*born);
  if (out.born)
    add_origins(out, out.born->origins);
  add_origins(out, *later);
  std::sort(out.partitions.begin(), out.partitions.end(),
            [](const auto& x, const auto& y) { return x.source < y.source; });
  return out;
}

/// Applies one poll. None: a snapshot overtook it, start over. False: the end.
store_result<std::optional<bool>> step(ledger& book, folded& state,
                                       fold_depth depth) {
  std::vector<ledger::follow_from> where;
  for (const auto& one : state.partitions)
    where.push_back({one.source, one.at});
  auto answer = book.follow(where);
  if (!answer)
    return answer.error();
  auto more = false;
  for (std::size_t i = 0; i < where.size(); ++i) {
    if (is_ahead(answer->newest, where[i].source, where[i].from))
      return std::optional<bool>{};
    const auto& read = answer->partitions[i];
    more |= read.more || !read.deltas.empty();
    for (const auto& one : read.deltas) {
      advance(state.partitions[i], one);
      ++state.deltas;
      if (depth == fold_depth::counts)
        add_tags(state, one.tags);
    }
  }
  return std::optional{more};
}

} // namespace

void advance(partition_state& state, const delta& content) {
  if (content.moved) {
    state.before += state.sums;
    state.before.gaps.clear();
    state.sums = {};
    state.origin = content.moved->to;
    state.at = content.moved->to;
    state.last.reset();
    return;
  }
  state.sums += content.sums;
  state.at.next = content.end;
  if (content.last)
    state.last = content.last;
  state.owner = content.writer;
}

const partition_state* folded::find(const topic_partition& source) const {
  for (const auto& one : partitions)
    if (one.source == source)
      return &one;
  return nullptr;
}

store_result<folded> fold(ledger& book, fold_depth depth) {
  for (auto tries = 0; tries < tries_max; ++tries) {
    auto state = start(book, depth);
    if (!state)
      return state.error();
    while (true) {
      auto more = step(book, *state, depth);
      if (!more)
        return more.error();
      if (!*more)
        break;
      if (!**more)
        return state;
    }
  }
  return store_error{"job '" + book.job()
                     + "': newer snapshots overtook the reading each time"};
}

} // namespace murmuration
