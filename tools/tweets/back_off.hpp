/// How long to wait before the next try, exactly as X documents it. No clock in
/// here: it says durations. One thread.
///   back_off waits;
///   waits.next(trouble::network);        // 250 ms, 500 ms … 16 s
///   waits.next(trouble::http);           // 5 s, 10 s … 320 s
///   waits.next(trouble::rate_limit);     // 60 s, 120 s … or until the reset
///   waits.worked();                      // from the beginning
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace murmuration::tweets {

using milliseconds = std::chrono::milliseconds;

enum class trouble : std::uint8_t {
  network,    ///< no connection, a connection that broke or fell silent
  http,       ///< an answer that is an error and may heal: 5xx, 408, 409
  rate_limit, ///< 429, or too many connections
};

class back_off {
public:
  static constexpr milliseconds network_step{250};
  static constexpr milliseconds network_max{16'000};
  static constexpr milliseconds http_first{5'000};
  static constexpr milliseconds http_max{320'000};
  static constexpr milliseconds rate_limit_first{60'000};
  /// X states none; its rate limits are those of 15 minutes.
  static constexpr milliseconds rate_limit_max{900'000};
  /// The longest window X has (limits of an app by the day).
  static constexpr milliseconds reset_max{24 * 3'600'000};

  /// A kind of trouble other than the one before starts at its beginning.
  /// `until_reset` is what the answer said (`x-rate-limit-reset`); it is used
  /// with `rate_limit` only.
  milliseconds next(trouble what,
                    std::optional<milliseconds> until_reset = std::nullopt);

  /// A connection proved itself: the next trouble is the first again.
  void worked();

private:
  std::optional<trouble> last_;
  std::uint32_t times_ = 0; ///< of `last_`, in a row
};

} // namespace murmuration::tweets
