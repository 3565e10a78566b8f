#include "runtime/ledger/codec.hpp"
#include "runtime/ledger/decoding.hpp"
#include "runtime/ledger/use_rows.hpp"
#include "runtime/ledger/wire_parts.hpp"

namespace murmuration {

std::string encode(const delta& x) {
  wire::Delta out;
  out.nonce = static_cast<std::int64_t>(x.nonce);
  out.start_offset = x.start.value;
  out.end_offset = x.end.value;
  out.sums = to_wire(x.sums);
  out.tags = to_wire(x.tags);
  out.seconds = to_wire(x.seconds);
  out.words = to_wire(x.words);
  out.recent = to_wire(x.recent);
  if (x.last)
    out.__set_last(to_wire(*x.last));
  if (x.moved)
    out.__set_moved(to_wire(x.moved->to));
  out.rules = static_cast<std::int64_t>(x.rules);
  out.writer = x.writer;
  out.written_ms = x.written_ms;
  if (!x.texts.empty())
    out.__set_texts(to_wire(x.texts));
  if (!x.deleted.empty())
    out.__set_deleted(x.deleted);
  if (x.tag_seconds)
    out.__set_tag_seconds(to_wire(*x.tag_seconds));
  if (x.tag_authors)
    out.__set_tag_authors(to_wire(*x.tag_authors));
  return to_cell(cell_kind::delta, out);
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
