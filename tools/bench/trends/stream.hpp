/// A made-up stream of tag uses with bursts whose start, shape and length are
/// known. Tags follow a Pitman–Yor urn; the rate goes up and down with the
/// time of day; each tag's own rate may wander besides. A seed decides all.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

namespace murmuration::bench {

enum class shape { step, ramp, decay, hill };

/// One tag's extra uses from `start` to `end`, in seconds of the stream.
struct burst {
  std::uint32_t tag = 0;
  int start = 0;
  int end = 0;
  double peak = 0; ///< uses a second
  shape form = shape::step;

  double rate(int second) const;
};

struct use {
  std::uint32_t tag = 0;
  std::uint32_t author = 0;
};

struct stream_options {
  std::uint64_t seed = 1;
  double rate = 14;          ///< uses a second, without bursts
  double cv = 0;             ///< of a tag's rate from one 5 minutes to the next
  double bursts_an_hour = 6; ///< 0: none
  int quiet_s = 5400;        ///< before the first burst
  int length_s = 6 * 3600;   ///< after that
};

class stream {
public:
  explicit stream(const stream_options& options);

  /// The uses of the next second.
  const std::vector<use>& next();

  const std::vector<burst>& bursts() const {
    return bursts_;
  }
  static std::string name(std::uint32_t tag) {
    return "tag" + std::to_string(tag);
  }

private:
  std::uint32_t draw();
  double wander(std::uint32_t tag) const;
  void plan_bursts();

  stream_options options_;
  std::mt19937_64 random_;
  double discount_ = .85;
  double strength_;                   ///< theta
  std::vector<std::uint32_t> drawn_;  ///< of the urn, in order
  std::vector<std::uint32_t> counts_; ///< by tag
  std::vector<burst> bursts_;
  std::uint32_t fresh_ = 1u << 30; ///< tags that only bursts use
  std::vector<use> now_;
  int second_ = 0;
};

} // namespace murmuration::bench
