// The table of all tags and its list of the highest counts, and the documents
// made of them.
#include <cmath>
#include <random>
#include <string>

#include "http/json/documents.hpp"
#include "runtime/count/tag_table.hpp"
#include "tools/bench/parts/counted.hpp"

namespace murmuration::bench {

namespace {

constexpr std::size_t uses = 1 << 20;

/// So many tags, used as often as Zipf's law has it: rank r like 1 / r.
struct zipf_uses {
  explicit zipf_uses(std::size_t distinct) {
    std::mt19937_64 random{1};
    std::uniform_real_distribution<double> dice;
    auto high = std::log(static_cast<double>(distinct));
    for (std::size_t i = 0; i < uses; ++i) {
      auto rank = static_cast<std::size_t>(std::exp(dice(random) * high));
      auto tag = bytes.copy("sometag" + std::to_string(rank));
      list.push_back({tag, tag});
    }
  }
  arena bytes;
  std::vector<tag_use> list;
};

/// Counts uses, in batches of 100, into a table that knows all of the tags.
void count_tags(benchmark::State& state) {
  zipf_uses made{static_cast<std::size_t>(state.range(0))};
  tag_table table{100};
  std::vector<spelling_id> ids;
  for (auto _ : state)
    for (std::size_t i = 0; i + 100 <= uses; i += 100) {
      ids.clear();
      table.intern(std::span{made.list}.subspan(i, 100), ids);
      for (auto id : ids)
        table.add(id, 1);
    }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * uses));
}
BENCHMARK(count_tags)
    ->RangeMultiplier(100)
    ->Range(1000, 10'000'000)
    ->Unit(benchmark::kMillisecond);

live_view made_view(std::size_t k) {
  zipf_uses made{100'000};
  tag_table table{k};
  for (const auto& x : made.list)
    table.add(table.intern(x.key, x.tag), 1);
  live_view view;
  view.ready = true;
  view.tweets = uses;
  view.top = table.top();
  return view;
}

/// The list as it is read for a view.
void read_top(benchmark::State& state) {
  zipf_uses made{100'000};
  tag_table table{static_cast<std::size_t>(state.range(0))};
  for (const auto& x : made.list)
    table.add(table.intern(x.key, x.tag), 1);
  for (auto _ : state)
    benchmark::DoNotOptimize(table.top());
}
BENCHMARK(read_top)->Arg(10)->Arg(100)->Arg(1000);

/// The document of /api/v1/top.
void render_top(benchmark::State& state) {
  auto k = static_cast<std::size_t>(state.range(0));
  auto view = made_view(k);
  std::vector<http::tag_trend> trends(k);
  for (auto _ : state)
    benchmark::DoNotOptimize(http::top_json(view, k, trends));
}
BENCHMARK(render_top)->Arg(10)->Arg(100)->Arg(1000);

} // namespace

} // namespace murmuration::bench
