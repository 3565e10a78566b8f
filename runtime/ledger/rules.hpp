/// The rules of the ledger's protocol, each of which can be left out. For the
/// simulation and the tests, which show that something breaks without it; the
/// engine and the tools always obey all of them.
#pragma once

namespace murmuration {

struct protocol_rules {
  /// A delta is written only where there is none; else it replaces another's.
  bool append_if_absent = true;
  /// A cell is mine if it has my nonce; else if it names me as its writer.
  bool compare_nonce = true;
  /// The newest pointer is read with every append, and with every follow.
  bool pointer_after_append = true;
  bool pointer_after_follow = true;
  /// Deltas first, pointer second; else the other way round.
  bool delta_before_pointer = true;
  /// A chain is followed only where each cell starts at the position reached;
  /// else cells are taken as they come.
  bool start_is_position = true;
  /// A pointer is written only if its vector is nowhere below the former one.
  bool vector_not_below = true;
  /// A pointer is written when all chunks are acknowledged; else anyway.
  bool chunks_before_pointer = true;
  /// A pointer is written only where there is none of its number.
  bool pointer_if_absent = true;
  /// The chunks of a snapshot whose pointer is in doubt stay.
  bool keep_chunks_in_doubt = true;
  /// Deletion follows a pointer read from the store; else the writer deletes
  /// below its own vector before its pointer is confirmed.
  bool reread_before_delete = true;
  /// Deletion stays one snapshot behind; else it follows the newest.
  bool one_snapshot_late = true;
  /// Pointer cells are never deleted; else the old ones are.
  bool keep_pointers = true;
};

} // namespace murmuration
