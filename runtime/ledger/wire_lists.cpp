#include <stdexcept>

#include "runtime/ledger/wire_parts.hpp"

namespace murmuration {

namespace {

void check(bool good, const char* what) {
  if (!good)
    throw std::invalid_argument(what);
}

/// Calls f(i, row) for each row of each element; throws where the columns do
/// not fit each other.
template <class F>
void each_row(const std::vector<std::int32_t>& rows, std::size_t size, F&& f) {
  std::size_t next = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    check(rows[i] >= 0 && static_cast<std::size_t>(rows[i]) <= size - next,
          "columns of different lengths");
    for (auto end = next + static_cast<std::size_t>(rows[i]); next < end;
         ++next)
      f(i, next);
  }
  check(next == size, "columns of different lengths");
}

std::uint32_t row_number(std::int32_t x) {
  check(x >= 0, "a row below zero");
  return static_cast<std::uint32_t>(x);
}

} // namespace

std::vector<second_uses> from_wire(const wire::TagSeconds& x) {
  check(x.second.size() == x.rows.size() && x.row.size() == x.count.size(),
        "columns of different lengths");
  std::vector<second_uses> out(x.second.size());
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i].second = x.second[i];
  each_row(x.rows, x.row.size(), [&](std::size_t i, std::size_t k) {
    check(x.count[k] > 0 && x.count[k] <= UINT32_MAX, "a count out of range");
    out[i].tags.push_back(
        {row_number(x.row[k]), static_cast<std::uint32_t>(x.count[k])});
  });
  return out;
}

std::vector<minute_authors> from_wire(const wire::TagAuthors& x) {
  check(x.minute.size() == x.rows.size() && x.row.size() == x.author.size(),
        "columns of different lengths");
  std::vector<minute_authors> out(x.minute.size());
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i].minute = x.minute[i];
  each_row(x.rows, x.row.size(), [&](std::size_t i, std::size_t k) {
    out[i].uses.push_back(
        {row_number(x.row[k]), static_cast<std::uint32_t>(x.author[k])});
  });
  return out;
}

list_loss from_wire(const wire::ListLoss& x) {
  check(x.second.size() == x.most.size(), "columns of different lengths");
  list_loss out{x.seconds_to, x.authors_to, {}};
  for (std::size_t i = 0; i < x.second.size(); ++i)
    out.seconds.push_back({x.second[i], static_cast<std::uint64_t>(x.most[i])});
  return out;
}

} // namespace murmuration
