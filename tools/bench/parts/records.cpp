#include "tools/bench/parts/records.hpp"

#include <string>

#include "tools/inject/generator.hpp"

namespace murmuration::bench {

namespace {

constexpr std::size_t padding = 64;

/// All records, one after the other, in one buffer that lives on.
std::vector<std::string_view> make(std::size_t count) {
  inject::options asked;
  asked.seed = 1;
  asked.rate = 0;
  auto feed = inject::make_generator(asked, false);
  static std::string bytes;
  std::vector<std::size_t> ends;
  records_out::outgoing record;
  while (ends.size() < count && feed->next(record)) {
    bytes += record.value;
    ends.push_back(bytes.size());
  }
  bytes.append(padding, '\0');
  std::vector<std::string_view> views;
  std::size_t begin = 0;
  for (auto end : ends) {
    views.emplace_back(bytes.data() + begin, end - begin);
    begin = end;
  }
  return views;
}

} // namespace

const std::vector<std::string_view>& raw_tweets(std::size_t count) {
  static const auto views = make(count);
  return views;
}

} // namespace murmuration::bench
