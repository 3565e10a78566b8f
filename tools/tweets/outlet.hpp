/// Hands records to a sink, keeps count, flushes in time, prints. One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "tools/records_out/sink.hpp"
#include "tools/records_out/truth.hpp"

namespace murmuration::tweets {

class outlet {
public:
  /// `count` 0: no limit. `to` and `counts`, which it adds to, outlive this.
  outlet(records_out::sink& to, const records_out::truth& counts,
         std::uint64_t count, bool verbose);
  ~outlet();
  outlet(const outlet&) = delete;
  outlet& operator=(const outlet&) = delete;

  /// Throws std::runtime_error when records cannot be written any more.
  void send(std::string_view value, std::string_view key);

  /// To be called some times a second: flushes what waited long enough, shows
  /// the progress on a terminal.
  void tick();

  /// Whether the wanted count was sent.
  bool full() const {
    return count_ != 0 && sent_ >= count_;
  }

private:
  using clock = std::chrono::steady_clock;

  void show(clock::time_point now);

  records_out::sink& to_;
  const records_out::truth& counts_;
  std::uint64_t count_;
  bool verbose_;
  std::uint64_t sent_ = 0;
  records_out::outgoing record_;
  clock::time_point flushed_;
  bool terminal_;
  bool printed_ = false;
  clock::time_point shown_;
  std::uint64_t shown_records_ = 0;
};

} // namespace murmuration::tweets
