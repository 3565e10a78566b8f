/// The parts of a delta and of a chunk as members of a Thrift struct, field by
/// field as in ledger.thrift. Internal to the codec.
#pragma once

#include <string>
#include <vector>

#include "messages/ledger_records.hpp"
#include "runtime/ledger/compact_writer.hpp"

namespace murmuration {

void write_members(compact_writer& out, const totals& x);
void write_members(compact_writer& out, const fingerprint& x);
void write_members(compact_writer& out, const position& x);
void write_members(compact_writer& out, const std::vector<tag_count>& x);
void write_members(compact_writer& out, const std::vector<second_count>& x);
void write_members(compact_writer& out, const second_words& x);
void write_members(compact_writer& out, const recent_tweet& x);
void write_members(compact_writer& out, const std::vector<second_uses>& x);
void write_members(compact_writer& out, const std::vector<minute_authors>& x);
void write_members(compact_writer& out, const list_loss& x);

template <class T>
void write_struct(compact_writer& out, int field, const T& x) {
  out.structure(field, [&] { write_members(out, x); });
}

template <class T>
void write_structs(compact_writer& out, int field, const std::vector<T>& x) {
  out.list(field, compact_writer::type::structure, x,
           [&](const T& one) { out.nested([&] { write_members(out, one); }); });
}

inline void write_texts(compact_writer& out, int field,
                        const std::vector<std::string>& x) {
  out.list(field, compact_writer::type::binary, x,
           [&](const std::string& one) { out.put_text(one); });
}

} // namespace murmuration
