// What the engine does with a tweet between source and ledger, without actors
// and threads, so that its instructions can be counted:
//   bench_instructions hashtags|all RECORDS
// Makes its tweets up, then decodes, counts and joins them in `count_tweets`,
// the only function that tools/bench/instructions.py looks into. Prints how
// many tweets that were, and what compiled it.
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

#include "actors/classifier.hpp"
#include "actors/hashtag_counter.hpp"
#include "actors/word_counter.hpp"
#include "runtime/count/batch_joiner.hpp"
#include "runtime/count/open_delta.hpp"
#include "tools/bench/parts/batches.hpp"
#include "tools/bench/parts/records.hpp"

namespace murmuration::bench {

namespace {

#ifdef __clang__
constexpr auto compiler = "Clang";
#else
constexpr auto compiler = "GCC";
#endif

leg_set legs(bool all) {
  leg_set result;
  result.set(static_cast<std::size_t>(leg::records));
  result.set(static_cast<std::size_t>(leg::hashtags));
  result.set(static_cast<std::size_t>(leg::words), all);
  result.set(static_cast<std::size_t>(leg::sentiment), all);
  return result;
}

/// All that counting needs, at rest.
struct pipeline {
  explicit pipeline(bool with_all)
    : all(with_all) {}

  bool all;
  decoder read;
  hashtag_counter_state tags;
  word_counter_state words;
  classifier_state labels{shipped_model(), shipped_languages()};
  batch_joiner joiner{legs(all), 8, {}};
  tag_table table{100};
  open_delta open{table, {0}, [](auto lang) {
                    return shipped_languages()->covers(lang);
                  }};
};

} // namespace

/// Named in the options of callgrind.
extern "C" [[gnu::noinline]] std::uint64_t count_tweets(void* state) {
  auto& x = *static_cast<pipeline*>(state);
  const auto& records = raw_tweets();
  for (std::size_t i = 0; i < records.size(); i += batch_records) {
    auto batch = decode_batch(x.read, records, i);
    x.joiner.accept(batch);
    x.joiner.accept(x.tags.count(batch));
    if (x.all) {
      x.joiner.accept(x.words.tally.count(batch, *shipped_languages()));
      x.joiner.accept(x.labels.classify(batch));
    }
    while (auto joined = x.joiner.next())
      x.open.apply(*joined);
  }
  return x.open.sums().outcomes.counted;
}

} // namespace murmuration::bench

int main(int argc, char** argv) try {
  using namespace murmuration::bench;
  std::string_view legs = argc == 3 ? argv[1] : "";
  if (legs != "hashtags" && legs != "all")
    throw std::runtime_error("usage: bench_instructions hashtags|all RECORDS");
  raw_tweets(std::strtoull(argv[2], nullptr, 10));
  pipeline x{legs == "all"};
  std::printf("{\"tweets\":%lu,\"compiler\":\"%s %s\"}\n", count_tweets(&x),
              compiler, __VERSION__);
} catch (const std::exception& error) {
  std::fprintf(stderr, "bench_instructions: %s\n", error.what());
  return 1;
}
