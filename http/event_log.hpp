/// The engine's recent events, newest first. What repeats within a minute
/// becomes one event that tells how often, and events that differ only in whom
/// they concern become one that names them all. One owner; readers get lists
/// that never change. At most 200 events of at most 600 bytes.
///   log.add({now_ms, "rewind", "Went back: ", {"tweets/0"}}); log.told();
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/json/documents.hpp"

namespace murmuration::http {

/// The text is `head`, the subjects with commas between, `tail`.
struct engine_event {
  std::int64_t at_ms = 0;
  std::string_view kind; ///< of static storage
  std::string head;
  std::vector<std::string> subjects = {};
  std::string tail = {};
};

class event_log {
public:
  void add(engine_event x);

  /// Never null; another one after each `add`.
  const event_list& told() const {
    return told_;
  }

private:
  struct entry {
    engine_event event;
    std::size_t more = 0; ///< subjects that are not named
    std::size_t times = 1;
  };

  bool joins(engine_event& x);
  static std::string text_of(const entry& x);
  void tell();

  std::deque<entry> entries_; ///< newest first
  event_list told_ = std::make_shared<std::vector<told_event>>();
};

} // namespace murmuration::http
