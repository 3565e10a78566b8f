/// Hands over the lines of the inbox with the offsets of the ledger. Used by
/// one thread at a time.
#pragma once

#include <memory>
#include <optional>

#include "runtime/source/record_source.hpp"
#include "runtime/source/socket/inbox.hpp"

namespace murmuration::socket_lines {

class socket_reader final : public partition_reader {
public:
  socket_reader(std::shared_ptr<inbox> from, offset first,
                std::function<void()> wake);
  ~socket_reader() override;

  /// What a rewind lost comes first, alone.
  read_result read(const read_limits& limits, record_sink& sink) override;

  const std::optional<gap>& lost() const {
    return start_.lost;
  }

private:
  std::shared_ptr<inbox> from_;
  std::shared_ptr<wake_slot> slot_;
  inbox::start start_;
  offset position_;
  bool told_lost_ = false;
};

} // namespace murmuration::socket_lines
