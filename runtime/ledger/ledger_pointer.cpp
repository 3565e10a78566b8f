#include <utility>

#include <fmt/format.h>

#include "runtime/ledger/cell_error.hpp"
#include "runtime/ledger/chunks.hpp"
#include "runtime/ledger/codec.hpp"
#include "runtime/ledger/keys.hpp"
#include "runtime/ledger/ledger.hpp"
#include "runtime/ledger/use_rows.hpp"

namespace murmuration {

namespace {

/// A snapshot vanishes only when two newer ones were announced meanwhile; who
/// is overtaken this often reads slower than others write.
constexpr int load_tries_max = 8;

store_result<pointer> decode_pointer_at(std::string_view key,
                                        std::string_view bytes) {
  auto value = decode_pointer(bytes);
  if (!value)
    return broken_cell(key, value.error());
  return value;
}

} // namespace

store_result<std::optional<pointer>> ledger::newest_pointer() {
  // Pointers are consecutive and never deleted: as long as there is none
  // behind the one I know, mine is the newest, and one small read says so.
  if (newest_) {
    auto behind = store_.get(keys::pointer(job_, newest_->number + 1));
    if (!behind)
      return behind.error();
    if (!*behind)
      return newest_;
  }
  auto known = newest_ ? newest_->number + 1 : 0;
  auto last = store_.last(keys::pointers_from(job_, known));
  if (!last)
    return last.error();
  if (!*last)
    return newest_;
  auto value = decode_pointer_at((*last)->key, (*last)->value);
  if (!value)
    return value.error();
  if (keys::pointer(job_, value->number) != (*last)->key)
    return broken_cell((*last)->key, {"it has another number than its key"});
  newest_ = std::move(*value);
  return newest_;
}

store_result<std::optional<pointer>> ledger::pointer_at(std::uint64_t number) {
  auto key = keys::pointer(job_, number);
  auto bytes = store_.get(key);
  if (!bytes)
    return bytes.error();
  if (!*bytes)
    return std::optional<pointer>{};
  auto value = decode_pointer_at(key, **bytes);
  if (!value)
    return value.error();
  return std::optional{std::move(*value)};
}

store_result<std::optional<snapshot>> ledger::load_snapshot() {
  std::string missing;
  for (auto tries = 0; tries < load_tries_max; ++tries) {
    auto newest = newest_pointer();
    if (!newest)
      return newest.error();
    if (!*newest)
      return std::optional<snapshot>{};
    auto content = load_content(**newest);
    if (!content)
      return content.error();
    if (*content)
      return std::optional{snapshot{std::move(**newest), std::move(**content)}};
    missing = fmt::format("snapshot {} of job '{}' lost a chunk while it was "
                          "read",
                          (*newest)->number, job_);
  }
  return store_error{
      fmt::format("{}, {} times in a row", missing, load_tries_max)};
}

store_result<std::optional<snapshot_content>>
ledger::load_content(const pointer& announced) {
  snapshot_content whole;
  for (std::uint32_t i = 0; i < announced.chunks; ++i) {
    auto key = keys::chunk(job_, announced.number, announced.id, i);
    auto bytes = store_.get(key);
    if (!bytes)
      return bytes.error();
    if (!*bytes)
      return std::optional<snapshot_content>{};
    auto part = decode_chunk(**bytes);
    if (!part)
      return broken_cell(key, part.error());
    append_chunk(whole, std::move(*part));
  }
  if (!rows_exist(whole))
    return store_error{fmt::format("snapshot {} of job '{}' counts uses of a "
                                   "tag that is not there",
                                   announced.number, job_)};
  return std::optional{std::move(whole)};
}

} // namespace murmuration
