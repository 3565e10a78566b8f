#include "runtime/ledger/codec.hpp"
#include "runtime/ledger/decoding.hpp"
#include "runtime/ledger/use_rows.hpp"
#include "runtime/ledger/wire_parts.hpp"
#include "runtime/ledger/write_parts.hpp"

namespace murmuration {

std::string encode(const delta& x) {
  compact_writer out;
  out.number(1, x.nonce);
  out.number(2, static_cast<std::uint64_t>(x.start.value));
  out.number(3, static_cast<std::uint64_t>(x.end.value));
  write_struct(out, 4, x.sums);
  write_struct(out, 5, x.tags);
  write_struct(out, 6, x.seconds);
  write_structs(out, 7, x.words);
  write_structs(out, 8, x.recent);
  if (x.last)
    write_struct(out, 9, *x.last);
  if (x.moved)
    write_struct(out, 10, x.moved->to);
  out.number(11, x.rules);
  out.text(12, x.writer);
  out.number(13, static_cast<std::uint64_t>(x.written_ms));
  if (!x.texts.empty())
    write_structs(out, 14, x.texts);
  if (!x.deleted.empty())
    write_texts(out, 15, x.deleted);
  if (x.tag_seconds)
    write_struct(out, 16, *x.tag_seconds);
  if (x.tag_authors)
    write_struct(out, 17, *x.tag_authors);
  out.stop();
  return seal(cell_kind::delta, out.bytes());
}

store_result<delta> decode_delta(std::string_view bytes) {
  return decode_cell<delta, wire::Delta>(
      cell_kind::delta, bytes, [](wire::Delta x) {
        delta out;
        out.nonce = static_cast<std::uint64_t>(x.nonce);
        out.start = offset{x.start_offset};
        out.end = offset{x.end_offset};
        out.sums = from_wire(x.sums);
        out.tags = from_wire(std::move(x.tags));
        out.seconds = from_wire(x.seconds);
        out.words = from_wire(std::move(x.words));
        out.recent = from_wire(std::move(x.recent));
        if (x.__isset.last)
          out.last = from_wire(x.last);
        if (x.__isset.moved)
          out.moved = redirect{from_wire(x.moved)};
        out.rules = static_cast<std::uint64_t>(x.rules);
        out.writer = std::move(x.writer);
        out.written_ms = x.written_ms;
        out.texts = from_wire(std::move(x.texts));
        out.deleted = std::move(x.deleted);
        if (x.__isset.tag_seconds)
          out.tag_seconds = from_wire(x.tag_seconds);
        if (x.__isset.tag_authors)
          out.tag_authors = from_wire(x.tag_authors);
        if (!rows_exist(out, out.tags.size()))
          throw std::invalid_argument("a use of a tag that is not there");
        return out;
      });
}

} // namespace murmuration
