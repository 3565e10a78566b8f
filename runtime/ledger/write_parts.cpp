#include "runtime/ledger/write_parts.hpp"

namespace murmuration {

namespace {

using type = compact_writer::type;

std::int64_t bits(std::uint64_t x) {
  return static_cast<std::int64_t>(x);
}

/// A column of numbers: of(x) of each row.
template <class Rows, class F>
void column(compact_writer& out, int field, type of, const Rows& rows,
            F&& number) {
  out.list(field, of, rows,
           [&](const auto& x) { out.put_number(bits(number(x))); });
}

/// The columns of what lies in groups: how many rows a group has, then two
/// numbers of each row.
template <class Groups, class Rows, class First, class Second>
void grouped(compact_writer& out, const Groups& groups, Rows&& rows,
             First&& first, type second_type, Second&& second) {
  std::size_t size = 0;
  for (const auto& x : groups)
    size += rows(x).size();
  out.list(2, type::i32, groups,
           [&](const auto& x) { out.put_number(bits(rows(x).size())); });
  out.begin_column(3, type::i32, size);
  for (const auto& x : groups)
    for (const auto& row : rows(x))
      out.put_number(static_cast<std::int32_t>(first(row)));
  out.begin_column(4, second_type, size);
  for (const auto& x : groups)
    for (const auto& row : rows(x))
      out.put_number(second(row));
}

} // namespace

void write_members(compact_writer& out, const totals& x) {
  out.structure(1, [&] {
    out.number(1, x.outcomes.counted);
    out.number(2, x.outcomes.filtered);
    out.number(3, x.outcomes.skipped);
    out.number(4, x.outcomes.malformed);
    out.number(5, x.outcomes.duplicate);
  });
  for (std::size_t i = 0; i < x.sentiments.size(); ++i)
    out.number(2 + static_cast<int>(i), x.sentiments[i]);
  out.number(6, x.holes);
  out.list(7, type::structure, x.gaps, [&](const gap& one) {
    out.nested([&] {
      out.number(1, static_cast<std::uint64_t>(one.from.value));
      out.number(2, static_cast<std::uint64_t>(one.to.value));
    });
  });
}

void write_members(compact_writer& out, const fingerprint& x) {
  out.number(1, static_cast<std::uint64_t>(x.at.value));
  out.number(2, x.hash);
  out.number(3, static_cast<std::uint64_t>(x.timestamp_ms));
}

void write_members(compact_writer& out, const position& x) {
  out.small_number(1, static_cast<std::int32_t>(x.gen.value));
  out.number(2, static_cast<std::uint64_t>(x.next.value));
}

void write_members(compact_writer& out, const std::vector<tag_count>& x) {
  out.list(1, type::binary, x,
           [&](const tag_count& one) { out.put_text(one.tag); });
  column(out, 2, type::i64, x, [](const tag_count& one) { return one.count; });
  out.list(3, type::binary, x, [&](const tag_count& one) {
    out.put_text(one.key == one.tag ? std::string_view{} : one.key);
  });
}

void write_members(compact_writer& out, const std::vector<second_count>& x) {
  column(out, 1, type::i64, x, [](const auto& one) { return one.second; });
  column(out, 2, type::i64, x, [](const auto& one) { return one.tweets; });
  column(out, 3, type::i64, x, [](const auto& one) { return one.positive; });
  column(out, 4, type::i64, x, [](const auto& one) { return one.negative; });
  column(out, 5, type::i64, x, [](const auto& one) { return one.neutral; });
}

void write_members(compact_writer& out, const second_words& x) {
  out.number(1, static_cast<std::uint64_t>(x.second));
  out.flag(2, x.cut);
  out.list(3, type::binary, x.words,
           [&](counted_word one) { out.put_text(one.word); });
  column(out, 4, type::i64, x.words,
         [](counted_word one) { return one.count; });
}

void write_members(compact_writer& out, const recent_tweet& x) {
  out.text(1, x.id);
  out.text(2, x.author);
  out.text(3, x.created_at);
  out.text(4, x.text);
  out.text(5, x.lang);
  out.small_number(6, static_cast<std::int32_t>(x.label));
  out.number(7, static_cast<std::uint64_t>(x.event_ms));
}

void write_members(compact_writer& out, const std::vector<second_uses>& x) {
  column(out, 1, type::i64, x, [](const auto& one) { return one.second; });
  grouped(
      out, x, [](const auto& one) -> const auto& { return one.tags; },
      [](const row_count& use) { return use.row; }, type::i64,
      [](const row_count& use) { return std::int64_t{use.count}; });
}

void write_members(compact_writer& out, const std::vector<minute_authors>& x) {
  column(out, 1, type::i64, x, [](const auto& one) { return one.minute; });
  grouped(
      out, x, [](const auto& one) -> const auto& { return one.uses; },
      [](const row_author& use) { return use.row; }, type::i32,
      [](const row_author& use) {
        return static_cast<std::int32_t>(use.author);
      });
}

void write_members(compact_writer& out, const list_loss& x) {
  out.number(1, static_cast<std::uint64_t>(x.seconds_to));
  out.number(2, static_cast<std::uint64_t>(x.authors_to));
  column(out, 3, type::i64, x.seconds,
         [](const auto& one) { return one.second; });
  column(out, 4, type::i64, x.seconds,
         [](const auto& one) { return one.most; });
}

} // namespace murmuration
