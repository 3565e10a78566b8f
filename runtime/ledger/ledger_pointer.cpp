#include <future>
#include <memory>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "runtime/ledger/cell_error.hpp"
#include "runtime/ledger/chunks.hpp"
#include "runtime/ledger/codec.hpp"
#include "runtime/ledger/envelope.hpp"
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

store_result<std::optional<saved_snapshot>> ledger::load_snapshot() {
  std::string missing;
  for (auto tries = 0; tries < load_tries_max; ++tries) {
    auto newest = newest_pointer();
    if (!newest)
      return newest.error();
    if (!*newest)
      return std::optional<saved_snapshot>{};
    auto cells = load_cells(**newest);
    if (!cells)
      return cells.error();
    if (*cells)
      return std::optional{
          saved_snapshot{**newest, parts_of(**newest, std::move(**cells))}};
    missing = fmt::format("snapshot {} of job '{}' lost a chunk while it was "
                          "read",
                          (*newest)->number, job_);
  }
  return store_error{
      fmt::format("{}, {} times in a row", missing, load_tries_max)};
}

store_result<std::optional<std::vector<std::string>>>
ledger::load_cells(const pointer& announced) {
  std::vector<std::string> cells;
  for (std::uint32_t i = 0; i < announced.chunks; ++i) {
    auto key = keys::chunk(job_, announced.number, announced.id, i);
    auto bytes = store_.get(key);
    if (!bytes)
      return bytes.error();
    if (!*bytes)
      return std::optional<std::vector<std::string>>{};
    if (auto sound = check_seal(cell_kind::chunk, **bytes); !sound)
      return broken_cell(key, sound.error());
    cells.push_back(std::move(**bytes));
  }
  return std::optional{std::move(cells)};
}

/// Decodes the cells one after the other and lets go of each; the next one in a
/// thread of its own, while the caller is busy with the one before.
ledger::snapshot_parts ledger::parts_of(const pointer& announced,
                                        std::vector<std::string> cells) const {
  struct queue {
    std::vector<std::string> cells;
    std::uint32_t taken = 0;
    std::size_t rows = 0; ///< in what was taken
    std::future<store_result<snapshot_content>> ahead{};

    void decode_next() {
      if (taken < cells.size())
        ahead = std::async(std::launch::async,
                           [cell = std::exchange(cells[taken], {})] {
                             return decode_chunk(cell);
                           });
    }
  };
  auto left = std::make_shared<queue>(queue{std::move(cells)});
  left->decode_next();
  return [left, job = job_, number = announced.number,
          id = announced.id]() -> std::optional<snapshot_content> {
    if (left->taken == left->cells.size())
      return std::nullopt;
    auto part = left->ahead.get();
    auto i = left->taken++;
    left->decode_next();
    auto broken = [&](const store_error& reason) {
      auto key = keys::chunk(job, number, id, i);
      return std::runtime_error(broken_cell(key, reason).what);
    };
    if (!part)
      throw broken(part.error());
    left->rows += part->tags.size();
    if (!rows_exist(*part, left->rows))
      throw broken({"it counts uses of a tag that is not there"});
    return std::move(*part);
  };
}

} // namespace murmuration
