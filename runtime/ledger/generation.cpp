#include "runtime/ledger/generation.hpp"

#include <algorithm>
#include <utility>

#include "runtime/ledger/codec.hpp"

namespace murmuration {

namespace {

constexpr int append_tries_max = 3;

delta redirect_at(const position& end, const generation_request& what,
                  std::uint64_t rules) {
  delta out;
  out.nonce = what.nonce;
  out.start = end.next;
  out.end = end.next;
  out.moved = redirect{{{end.gen.value + 1}, what.from}};
  out.rules = rules;
  out.writer = what.writer;
  out.written_ms = what.now_ms;
  return out;
}

} // namespace

store_result<std::optional<hold>>
held_by(ledger& book, const topic_partition& source, std::int64_t now_ms) {
  auto all = book.holds();
  if (!all)
    return all.error();
  for (auto& one : *all)
    if (now_ms - one.written_ms < hold_ms_max
        && std::find(one.partitions.begin(), one.partitions.end(), source)
               != one.partitions.end())
      return std::optional{std::move(one)};
  return std::optional<hold>{};
}

store_result<generation_begun>
begin_generation(ledger& book, const generation_request& what) {
  auto name = to_string(what.source);
  if (what.from.value < 0)
    return store_error{name + " cannot begin at an offset below zero"};
  auto state = fold(book, fold_depth::partitions);
  if (!state)
    return state.error();
  const auto* chain = state->find(what.source);
  if (!chain)
    return store_error{"job '" + book.job() + "' has no partition " + name};
  auto end = chain->at;
  auto content = redirect_at(end, what, state->born ? state->born->rules : 0);
  auto bytes = encode(content);
  store_error last{"the store did not take the redirect of " + name};
  for (auto tries = 0; tries < append_tries_max; ++tries) {
    auto answer = book.append(what.source, end, what.nonce, bytes);
    if (!answer) {
      last = answer.error();
      continue;
    }
    if (answer->cell == appended::other
        || is_ahead(answer->newest, what.source, end))
      return store_error{name
                         + " was counted further meanwhile, nothing is "
                           "changed: stop the engine that counts it"};
    if (answer->cell == appended::mine)
      return generation_begun{end, content.moved->to};
  }
  return last;
}

} // namespace murmuration
