/// Reads one partition of a log directory, and watches that it stays the same
/// log. Used by one thread at a time; `slot` may be rung from any.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "runtime/source/log/file.hpp"
#include "runtime/source/log/line_window.hpp"
#include "runtime/source/record_source.hpp"
#include "runtime/source/wake_slot.hpp"

namespace murmuration::log_files {

class log_reader final : public partition_reader {
public:
  log_reader(std::filesystem::path path, open_request request,
             line_limits limits, std::shared_ptr<wake_slot> slot);

  read_result read(const read_limits& limits, record_sink& sink) override;

private:
  /// How far `read` came.
  enum class handed { all, enough, failed };

  handed hand_over(const read_limits& limits, record_sink& sink,
                   std::size_t& records);
  /// Everything was handed over: sleeps, unless something is wrong or new.
  void at_end(read_result& result);
  /// Opens the file and checks it; false when `result` tells why not.
  bool open(read_result& result);
  /// There is another file of that name: goes on with it if it holds the same
  /// record before the position.
  void replaced(read_result& result);
  /// False when `candidate` does not go on where this reader stands.
  bool check(const file& candidate, const std::optional<fingerprint>& last,
             read_result& result);
  void fail(read_result& result, const std::string& why);
  void unavailable(read_result& result, io_error error);

  std::filesystem::path path_;
  open_request request_;
  std::shared_ptr<wake_slot> slot_;
  file file_;
  line_window window_;
  std::optional<offset> last_at_; ///< the record before the position
  io_error error_;                ///< of the last failed read
  std::string identity_;          ///< why this reader is at its end for good
};

} // namespace murmuration::log_files
