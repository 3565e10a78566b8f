#include "tools/inject/generator.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <random>
#include <stdexcept>

#include "runtime/decode/json_text.hpp"
#include "runtime/decode/tag_key.hpp"
#include "tools/inject/campaign_mix.hpp"
#include "tools/inject/python_json.hpp"
#include "tools/inject/times.hpp"
#include "tools/inject/tweet_maker.hpp"
#include "tools/inject/write_tweet.hpp"

namespace murmuration::inject {
namespace {

constexpr std::int64_t seeded_start_ms = 1'767'225'600'000;
constexpr double unlimited_pace = 50; // tweets a second, as their times show

std::int64_t now_ms() {
  auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

/// Where the times start; nothing when they are the present.
std::optional<std::int64_t> start_of(const options& asked) {
  if (asked.start_time == "now")
    return std::nullopt;
  if (!asked.start_time.empty()) {
    if (auto ms = read_time(asked.start_time))
      return ms;
    throw std::runtime_error("--start-time " + asked.start_time
                             + ": expected `now` or a time such as "
                               "2026-01-01T00:00:00Z");
  }
  if (asked.seed)
    return seeded_start_ms;
  return std::nullopt;
}

std::uint64_t random_seed() {
  std::random_device device;
  return (std::uint64_t{device()} << 32) | device();
}

class generator final : public feed {
public:
  generator(const options& asked, bool with_tags)
    : maker_(asked.seed ? *asked.seed : random_seed())
    , start_ms_(start_of(asked))
    , pace_(pace_of(asked))
    , format_(asked.format.value_or(format::v1))
    , campaigns_(asked.campaigns)
    , with_tags_(with_tags) {}

  bool next(outgoing& record) override {
    record.adds.tags.clear();
    record.adds.campaign.reset();
    auto ms = time();
    // Notices belong to the v1.1 stream.
    if (format_ == format::v1 && maker_.notice_comes()) {
      auto id = maker_.deleted_id(ms);
      text_.clear();
      write_notice(text_, id, ms);
      record.value = text_.view();
      name(record, id);
      record.adds.tweet = false;
      return true;
    }
    auto burst = campaigns_.next(ms);
    const auto& tweet = burst ? maker_.make_for(campaigns_[*burst].tag, *burst,
                                                campaigns_.made(*burst), ms)
                              : maker_.make(ms);
    ++made_;
    record.adds.campaign = burst;
    write(record.value, tweet);
    name(record, tweet.id);
    record.adds.tweet = true;
    if (with_tags_)
      collect(tweet.counted(), record.adds.tags);
    return true;
  }

  std::vector<records_out::campaign_truth> campaigns() const override {
    return campaigns_.told();
  }

private:
  std::int64_t time() const {
    if (!start_ms_)
      return now_ms();
    return *start_ms_
           + static_cast<std::int64_t>(static_cast<double>(made_) * 1000
                                       / pace_);
  }

  void write(std::string& out, const made_tweet& tweet) {
    text_.clear();
    if (format_ == format::v2)
      write_v2(text_, tweet);
    else if (format_ == format::text)
      write_text(text_, tweet);
    else
      write_v1(text_, tweet);
    if (format_ != format::python) {
      out = text_.view();
      return;
    }
    out.clear();
    append_python(out, text_.view());
  }

  static void name(outgoing& record, std::uint64_t id) {
    flat_text<20> digits;
    digits.put(id);
    record.key = digits.view();
  }

  static void collect(const made_text& text, std::vector<std::string>& keys) {
    arena bytes;
    for (const auto& x : text.entities) {
      if (x.what == entity::kind::tag)
        keys.emplace_back(tag_key(unescape(text.name_of(x), bytes), bytes));
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  }

  tweet_maker maker_;
  std::optional<std::int64_t> start_ms_;
  double pace_;
  format format_;
  campaign_mix campaigns_;
  bool with_tags_;
  std::uint64_t made_ = 0;
  record_text text_;
};

} // namespace

double pace_of(const options& asked) {
  if (asked.pause_ms_max > 0)
    return 2000.0 / asked.pause_ms_max;
  return asked.rate > 0 ? asked.rate : unlimited_pace;
}

std::unique_ptr<feed> make_generator(const options& asked, bool with_tags) {
  return std::make_unique<generator>(asked, with_tags);
}

} // namespace murmuration::inject
