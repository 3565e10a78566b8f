#include "runtime/ledger/codec.hpp"
#include "runtime/ledger/decoding.hpp"
#include "runtime/ledger/wire_parts.hpp"
#include "runtime/ledger/write_parts.hpp"

namespace murmuration {

namespace {

wire::PartitionState state_to_wire(const partition_state& x) {
  wire::PartitionState out;
  out.topic = x.source.topic;
  out.partition = x.source.partition.value;
  out.origin = to_wire(x.origin);
  out.at = to_wire(x.at);
  out.sums = to_wire(x.sums);
  out.before = to_wire(x.before);
  if (x.last)
    out.__set_last(to_wire(*x.last));
  out.owner = x.owner;
  return out;
}

partition_state state_from_wire(wire::PartitionState x) {
  if (x.partition < 0)
    throw std::invalid_argument("a partition below zero");
  partition_state out;
  out.source = {std::move(x.topic), partition_id{x.partition}};
  out.origin = from_wire(x.origin);
  out.at = from_wire(x.at);
  out.sums = from_wire(x.sums);
  out.before = from_wire(x.before);
  if (x.__isset.last)
    out.last = from_wire(x.last);
  out.owner = std::move(x.owner);
  return out;
}

} // namespace

std::string encode(const pointer& x) {
  wire::Pointer out;
  out.number = static_cast<std::int64_t>(x.number);
  out.id = static_cast<std::int64_t>(x.id);
  out.chunks = static_cast<std::int32_t>(x.chunks);
  for (const auto& one : x.partitions)
    out.partitions.push_back(state_to_wire(one));
  out.bytes = static_cast<std::int64_t>(x.bytes);
  out.writer = x.writer;
  out.written_ms = x.written_ms;
  return to_cell(cell_kind::pointer, out);
}

store_result<pointer> decode_pointer(std::string_view bytes) {
  return decode_cell<pointer, wire::Pointer>(
      cell_kind::pointer, bytes, [](wire::Pointer x) {
        if (x.number <= 0 || x.chunks < 0)
          throw std::invalid_argument("a number below zero");
        pointer out;
        out.number = static_cast<std::uint64_t>(x.number);
        out.id = static_cast<std::uint64_t>(x.id);
        out.chunks = static_cast<std::uint32_t>(x.chunks);
        for (auto& one : x.partitions)
          out.partitions.push_back(state_from_wire(std::move(one)));
        out.bytes = static_cast<std::uint64_t>(x.bytes);
        out.writer = std::move(x.writer);
        out.written_ms = x.written_ms;
        return out;
      });
}

std::string encode(const snapshot_content& x) {
  compact_writer out;
  write_struct(out, 1, x.tags);
  write_struct(out, 2, x.seconds);
  write_struct(out, 3, x.minutes);
  write_structs(out, 4, x.words);
  write_structs(out, 5, x.recent);
  if (!x.deleted.empty())
    write_texts(out, 6, x.deleted);
  if (x.tag_seconds)
    write_struct(out, 7, *x.tag_seconds);
  if (x.tag_authors)
    write_struct(out, 8, *x.tag_authors);
  if (x.lost != list_loss{})
    write_struct(out, 9, x.lost);
  out.stop();
  return seal(cell_kind::chunk, out.bytes());
}

store_result<snapshot_content> decode_chunk(std::string_view bytes) {
  return decode_cell<snapshot_content, wire::Chunk>(
      cell_kind::chunk, bytes, [](wire::Chunk x) {
        snapshot_content out;
        out.tags = from_wire(std::move(x.tags));
        out.seconds = from_wire(x.seconds);
        out.minutes = from_wire(x.minutes);
        out.words = from_wire(std::move(x.words));
        out.recent = from_wire(std::move(x.recent));
        out.deleted = std::move(x.deleted);
        if (x.__isset.tag_seconds)
          out.tag_seconds = from_wire(x.tag_seconds);
        if (x.__isset.tag_authors)
          out.tag_authors = from_wire(x.tag_authors);
        if (x.__isset.lost)
          out.lost = from_wire(x.lost);
        return out;
      });
}

} // namespace murmuration
