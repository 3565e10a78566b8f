/// Store calls are done in their order, but answered late, twice and out of
/// order; legs answer as they like; consumers die, partitions come and go, a
/// second engine counts the same ones. At every moment the counts are those of
/// a plain recount. Replay one with MURMURATION_TEST_SEED=n.
#include "tests/aggregate/bench.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <deque>
#include <functional>
#include <random>
#include <type_traits>

namespace murmuration::test {

namespace {

constexpr std::int32_t partitions = 3;
constexpr std::int64_t log_end = 400;

/// One engine whose world is unkind.
class engine {
public:
  engine(std::string name, std::shared_ptr<memory_cells> cells,
         std::mt19937& random)
    : random_(random)
    , bench_(options(std::move(name)), std::move(cells)) {
    bench_.counts.begin();
    for (auto n = 0; n < partitions; ++n)
      ranges_.push_back({0, log_end});
    bench_.found(ranges_);
  }

  void step() {
    take_calls();
    switch (below(10)) {
      case 0:
      case 1:
        if (!to_do_.empty()) {
          to_do_.front()();
          to_do_.pop_front();
        }
        break;
      case 2:
      case 3:
        answer_one();
        break;
      case 4:
      case 5:
        send_batch();
        break;
      case 6:
      case 7:
        one_leg();
        break;
      case 8:
        bench_.pass(static_cast<std::int64_t>(below(300)));
        break;
      default:
        disturb();
    }
    look();
  }

  void give(std::int32_t n) {
    bench_.counts.assign(partition(n));
  }

  /// All goes well from here on.
  void finish() {
    unkind_ = false;
    for (auto& x : std::exchange(legs_, {}))
      x.deliver();
    for (auto i = 0; i < 40; ++i) {
      take_calls();
      while (!to_do_.empty() || !answers_.empty()) {
        for (auto& call : std::exchange(to_do_, {}))
          call();
        for (auto& answer : std::exchange(answers_, {}))
          answer();
        take_calls();
      }
      bench_.pass(300);
    }
    look();
  }

  void count_to_the_end() {
    for (auto n = 0; n < partitions; ++n)
      while (bench_.reader(n).next.value < log_end) {
        bench_.feed(n, std::min<std::int64_t>(
                           9, log_end - bench_.reader(n).next.value));
        finish();
      }
  }

  bool all_durable() {
    auto view = bench_.counts.live(bench_.now_ms);
    for (auto& x : view->partitions)
      if (x.durable.value != log_end)
        return false;
    return view->partitions.size() == partitions;
  }

  void revoke_all() {
    for (auto n = 0; n < partitions; ++n)
      bench_.counts.revoke({partition(n)});
  }

private:
  struct under_way {
    topic_partition source;
    leg of;
    std::function<void()> deliver;
  };

  static aggregate_options options(std::string name) {
    auto result = small_options();
    result.instance = name;
    result.shared_store = true;
    result.open_entries_max = 12;
    result.snapshot_entries_min = 20;
    result.snapshot_deltas_max = 4;
    result.random = [n = std::hash<std::string>{}(name)]() mutable {
      return ++n;
    };
    return result;
  }

  std::size_t below(std::size_t n) {
    return random_() % n;
  }

  void take_calls() {
    auto& asked = bench_.asked;
    store_all(asked.loads, &aggregate::load);
    store_all(asked.follows, &aggregate::follow);
    store_all(asked.appends, &aggregate::append);
    store_all(asked.origins, &aggregate::add_origin);
    store_all(asked.snapshots, &aggregate::write_snapshot);
    store_all(asked.removals, &aggregate::remove_old);
  }

  template <class Calls, class Answer>
  void store_all(Calls& calls, Answer answer) {
    for (auto& call : std::exchange(calls, {}))
      to_do_.push_back([=, this] {
        auto made = bench_.run(*call);
        if (unkind_ && below(12) == 0)
          lose(made);
        answers_.push_back(
            [=, this] { (bench_.counts.*answer)(made, bench_.now_ms); });
      });
  }

  /// It was done, but the store_writer was not told.
  template <class Answer>
  static void lose(Answer& made) {
    made.error = "down";
    if constexpr (std::is_same_v<Answer, append_answer>)
      made.what = appended::absent;
    if constexpr (std::is_same_v<Answer, origin_answer>)
      made.found.reset();
    if constexpr (std::is_same_v<Answer, snapshot_answer>)
      made.what = snapshot_outcome::unknown;
  }

  /// Some answers come twice, the second time whenever it likes.
  void answer_one() {
    if (answers_.empty())
      return;
    auto i = answers_.begin()
             + static_cast<std::ptrdiff_t>(
                 below(std::min<std::size_t>(answers_.size(), 4)));
    auto answer = *i;
    if (below(5) > 0)
      answers_.erase(i);
    answer();
  }

  void send_batch() {
    auto n = static_cast<std::int32_t>(below(partitions));
    auto& from = bench_.reader(n);
    auto& credit = credit_[static_cast<std::size_t>(n)];
    auto& given = bench_.asked.granted[partition(n)];
    credit = std::min<std::uint64_t>(credit + std::exchange(given, 0),
                                     small_options().credit);
    if (!from.reading || credit == 0 || from.next.value >= log_end)
      return;
    --credit;
    auto batch = bench_.next_batch(
        n, std::min<std::int64_t>(1 + static_cast<std::int64_t>(below(6)),
                                  log_end - from.next.value));
    legs_.push_back({batch->source, leg::records, [=, this] {
                       bench_.counts.records(batch, bench_.now_ms);
                     }});
    legs_.push_back({batch->source, leg::hashtags, [=, this] {
                       bench_.counts.hashtags(tags_of(batch), bench_.now_ms);
                     }});
  }

  /// The first of its consumer's that is under way; legs do not wait for each
  /// other, but each keeps its order.
  void one_leg() {
    if (legs_.empty())
      return;
    auto i = legs_.begin()
             + static_cast<std::ptrdiff_t>(
                 below(std::min<std::size_t>(legs_.size(), 2)));
    auto deliver = i->deliver;
    legs_.erase(i);
    deliver();
  }

  void disturb() {
    auto n = static_cast<std::int32_t>(below(partitions));
    switch (below(12)) {
      case 0:
        bench_.counts.revoke({partition(n)});
        break;
      case 1:
      case 2:
      case 3:
        bench_.counts.assign(partition(n));
        break;
      case 4:
        lose_consumer(n);
        break;
      case 5:
        bench_.found(ranges_);
        break;
      default:
        break;
    }
  }

  /// What it sent to the aggregator is there before the news of its death; the
  /// legs may still be at work.
  void lose_consumer(std::int32_t n) {
    std::vector<std::function<void()>> sent;
    std::erase_if(legs_, [&](auto& x) {
      if (x.of != leg::records || x.source != partition(n))
        return false;
      sent.push_back(x.deliver);
      return true;
    });
    for (auto& deliver : sent)
      deliver();
    bench_.asked.granted[partition(n)] = 0;
    credit_[static_cast<std::size_t>(n)] = small_options().credit;
    bench_.counts.consumer_lost(partition(n));
  }

  void look() {
    auto view = bench_.counts.live(bench_.now_ms);
    if (view->ready && !view->catching_up)
      bench_.check();
  }

  std::mt19937& random_;
  bool unkind_ = true;
  bench bench_;
  std::vector<std::pair<std::int64_t, std::int64_t>> ranges_;
  std::deque<std::function<void()>> to_do_;
  std::deque<std::function<void()>> answers_;
  std::deque<under_way> legs_;
  std::array<std::uint64_t, partitions> credit_{4, 4, 4};
};

} // namespace

BOOST_AUTO_TEST_SUITE(randomly)

BOOST_AUTO_TEST_CASE(late_double_and_disordered_answers_change_no_count) {
  auto given = std::getenv("MURMURATION_TEST_SEED");
  auto first = given ? std::strtoul(given, nullptr, 10) : 1ul;
  auto seeds = given ? 1ul : 25ul;
  for (auto seed = first; seed < first + seeds; ++seed) {
    BOOST_TEST_CONTEXT("MURMURATION_TEST_SEED=" << seed) {
      std::mt19937 random{static_cast<std::uint32_t>(seed)};
      auto cells = std::make_shared<memory_cells>();
      engine one{"one", cells, random};
      engine two{"two", cells, random};
      for (auto i = 0; i < 1500; ++i)
        (random() % 2 ? one : two).step();
      two.revoke_all();
      two.finish();
      for (auto n = 0; n < partitions; ++n)
        one.give(n);
      one.finish();
      one.count_to_the_end();
      BOOST_TEST(one.all_durable());
      two.finish();
      BOOST_TEST(two.all_durable());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
