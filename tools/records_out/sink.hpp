/// Where records go. What really arrived is added to a `truth`, nothing else.
/// One thread.
#pragma once

#include "tools/records_out/record.hpp"

namespace murmuration::records_out {

class sink {
public:
  virtual ~sink() = default;
  /// Takes a record; may keep it until the next `flush`. Throws
  /// std::runtime_error when records cannot be sent any more.
  virtual void send(const outgoing& record) = 0;
  /// Hands over what is kept. For what is buffered elsewhere it does not wait.
  virtual void flush() = 0;
  /// Hands over everything and waits for it, a bounded time. Throws when some
  /// of it did not arrive.
  virtual void close() = 0;
};

} // namespace murmuration::records_out
