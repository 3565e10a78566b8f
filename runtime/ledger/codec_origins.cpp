#include "runtime/ledger/codec.hpp"
#include "runtime/ledger/decoding.hpp"
#include "runtime/ledger/wire_parts.hpp"

namespace murmuration {

std::string encode(const genesis& x) {
  wire::Genesis out;
  out.nonce = static_cast<std::int64_t>(x.nonce);
  for (const auto& one : x.origins)
    out.origins.push_back(to_wire(one));
  out.rules = static_cast<std::int64_t>(x.rules);
  out.writer = x.writer;
  out.written_ms = x.written_ms;
  return to_cell(cell_kind::genesis, out);
}

store_result<genesis> decode_genesis(std::string_view bytes) {
  return decode_cell<genesis, wire::Genesis>(
      cell_kind::genesis, bytes, [](wire::Genesis x) {
        genesis out;
        out.nonce = static_cast<std::uint64_t>(x.nonce);
        for (auto& one : x.origins)
          out.origins.push_back(from_wire(std::move(one)));
        out.rules = static_cast<std::uint64_t>(x.rules);
        out.writer = std::move(x.writer);
        out.written_ms = x.written_ms;
        return out;
      });
}

std::string encode(const origin& x) {
  return to_cell(cell_kind::origin, to_wire(x));
}

store_result<origin> decode_origin(std::string_view bytes) {
  return decode_cell<origin, wire::Origin>(
      cell_kind::origin, bytes,
      [](wire::Origin x) { return from_wire(std::move(x)); });
}

std::string encode(const hold& x) {
  wire::Hold out;
  out.instance = x.instance;
  out.partitions.resize(x.partitions.size());
  for (std::size_t i = 0; i < x.partitions.size(); ++i) {
    out.partitions[i].topic = x.partitions[i].topic;
    out.partitions[i].partition = x.partitions[i].partition.value;
  }
  out.written_ms = x.written_ms;
  return to_cell(cell_kind::hold, out);
}

store_result<hold> decode_hold(std::string_view bytes) {
  return decode_cell<hold, wire::Hold>(
      cell_kind::hold, bytes, [](wire::Hold x) {
        hold out;
        out.instance = std::move(x.instance);
        for (auto& one : x.partitions)
          out.partitions.push_back(
              {std::move(one.topic), partition_id{one.partition}});
        out.written_ms = x.written_ms;
        return out;
      });
}

} // namespace murmuration
