#include "runtime/store/memory/memory_store.hpp"

namespace murmuration {

namespace {

using operation = memory_cells::operation;

store_error no_answer(std::string_view name) {
  return {"memory: " + std::string{name} + " got no answer"};
}

} // namespace

memory_store::memory_store(std::shared_ptr<memory_cells> cells, decider decide)
  : cells_(std::move(cells))
  , decide_(std::move(decide)) {}

store_result<bool> memory_store::put_if_absent(std::string_view key,
                                               std::string_view value) {
  return write("put_if_absent", {operation::put_if_absent, std::string{key},
                                 std::string{value}});
}

store_result<done> memory_store::put(std::string_view key,
                                     std::string_view value) {
  auto result =
      write("put", {operation::put, std::string{key}, std::string{value}});
  if (!result)
    return result.error();
  return done{};
}

store_result<std::optional<std::string>>
memory_store::get(std::string_view key) {
  if (!answers("get", key))
    return no_answer("get");
  std::optional<std::string> result;
  if (auto* value = cells_->find(key))
    result = *value;
  return result;
}

store_result<std::vector<cell>> memory_store::scan(const key_range& range,
                                                   const scan_limits& limits) {
  if (!answers("scan", range.first))
    return no_answer("scan");
  std::vector<cell> result;
  std::size_t bytes = 0;
  for (auto i = cells_->from(range.first);
       i != cells_->end() && i->first < range.last
       && result.size() < limits.cells_max
       && (result.empty() || bytes < limits.bytes_max);
       i = cells_->after(i)) {
    result.push_back({i->first, i->second.value});
    bytes += i->second.value.size();
  }
  return result;
}

store_result<std::vector<std::string>>
memory_store::keys(const key_range& range, std::size_t keys_max) {
  if (!answers("keys", range.first))
    return no_answer("keys");
  std::vector<std::string> result;
  for (auto i = cells_->from(range.first);
       i != cells_->end() && i->first < range.last && result.size() < keys_max;
       i = cells_->after(i))
    result.push_back(i->first);
  return result;
}

store_result<std::optional<cell>> memory_store::last(const key_range& range) {
  if (!answers("last", range.first))
    return no_answer("last");
  std::optional<cell> result;
  auto i = cells_->below(range.last);
  if (i != cells_->end() && i->first >= range.first)
    result = cell{i->first, i->second.value};
  return result;
}

store_result<done> memory_store::erase(std::string_view key) {
  auto result = write("erase", {operation::erase, std::string{key}, {}});
  if (!result)
    return result.error();
  return done{};
}

store_result<bool> memory_store::write(std::string_view name,
                                       memory_cells::write w) {
  if (w.key.empty() || (w.what != operation::erase && w.value.empty()))
    return store_error{"memory: a cell needs a key and a value"};
  switch (decide_ ? decide_({name, w.key, true}) : fate::acknowledged) {
    case fate::acknowledged:
      return cells_->apply(w);
    case fate::refused:
      break;
    case fate::reply_lost:
      cells_->apply(w);
      break;
    case fate::late:
      cells_->hold(std::move(w));
      break;
  }
  return no_answer(name);
}

bool memory_store::answers(std::string_view name, std::string_view key) {
  return !decide_ || decide_({name, key, false}) == fate::acknowledged;
}

} // namespace murmuration
