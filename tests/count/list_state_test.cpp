#include <boost/test/unit_test.hpp>

#include <iostream>
#include <memory>
#include <optional>

#include "runtime/count/list_state.hpp"
#include "runtime/count/open_delta.hpp"
#include "tests/count/made_uses.hpp"

using namespace murmuration;
using namespace murmuration::test;

BOOST_AUTO_TEST_SUITE(list_state_tests)

namespace {

constexpr std::int64_t now_ms = 2'000'000'000'000; // after all that is made

trend_settings easy_rule() {
  return {.fast_ms = 90'000,
          .slow_ms = 21'600'000, // old uses still weigh when they leave
          .overdispersion = .5,
          .min_count = 1.5,
          .min_score = .3};
}

list_options all_on(std::size_t k = 1000) {
  return {true, true, 256u << 20, k, easy_rule()};
}

/// One partition: what is settled, in flight and open of its log.
struct part {
  part(tag_table& table, made_log made)
    : log(std::move(made))
    , open(table, {0}, {}, {true, true}) {}

  made_log log;
  open_delta open;
  std::optional<taken_delta> in_flight;
  std::size_t settled = 0;
  std::size_t applied = 0;
};

/// An engine's counts, without the engine.
struct counter {
  explicit counter(const list_options& options)
    : lists(table, options) {}

  void apply(part& x, std::size_t records) {
    auto to = std::min(x.log.size(), x.applied + records);
    if (to > x.applied)
      x.open.apply(join(x.log, x.applied, to));
    x.applied = to;
  }
  void take(part& x) {
    if (!x.in_flight && !x.open.empty())
      x.in_flight = x.open.take({});
  }
  void settle(part& x) {
    if (!x.in_flight)
      return;
    x.in_flight->settle(table);
    lists.add(x.in_flight->content, x.in_flight->keys, now_ms);
    x.settled = static_cast<std::size_t>(x.in_flight->content.end.value);
    x.in_flight.reset();
  }
  void rewind(part& x) {
    if (x.in_flight)
      x.in_flight->revert(table);
    x.in_flight.reset();
    x.open.revert({static_cast<std::int64_t>(x.settled)});
    x.applied = x.settled;
  }

  lists_view show() {
    std::vector<const overlay*> open;
    for (auto& x : parts) {
      if (x->in_flight)
        open.push_back(&*x->in_flight);
      open.push_back(&x->open);
    }
    lists_view view;
    lists.show(open, now_ms, std::nullopt, view);
    return view;
  }

  plain_lists recount() const {
    plain_lists result;
    for (auto& x : parts)
      for (std::size_t i = 0; i < x->applied; ++i)
        result.take(x->log[i]);
    return result;
  }

  /// As a snapshot keeps it; the seconds of the volume come along.
  snapshot_content save() const {
    snapshot_content content;
    auto rows = table.durable_rows();
    rows.sort();
    for (auto& row : rows.rows)
      content.tags.push_back(
          {std::string{row.key}, std::string{row.tag}, row.count});
    first_rows row_of;
    row_of.add(rows.rows);
    lists.freeze().spell_out(row_of, content);
    std::int64_t newest = -1;
    for (auto& x : parts)
      for (std::size_t i = 0; i < x->settled; ++i)
        newest = std::max(newest, second_of(x->log[i].event_ms));
    if (newest >= 0)
      content.seconds.push_back({newest, 1, 0, 0, 0});
    return content;
  }

  void load(const snapshot_content& content) {
    std::vector<std::uint32_t> keys;
    for (auto& tag : content.tags) {
      auto id = table.intern(tag.key, tag.tag);
      table.add_durable(id, tag.count);
      keys.push_back(table.key_number(id));
    }
    list_state::told told;
    lists.load(content, keys, now_ms, told);
    lists.loaded(told);
  }

  tag_table table{10};
  list_state lists;
  std::vector<std::unique_ptr<part>> parts;
};

made_log some_log(std::size_t size, std::mt19937& random) {
  return log_of_uses(size, 1'600'000'000'000, random);
}

} // namespace

BOOST_AUTO_TEST_CASE(
    views_equal_a_recount_whatever_settles_rewinds_or_is_late) {
  std::size_t trends_seen = 0;
  for (unsigned seed = 1; seed <= 30; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      std::mt19937 random{seed};
      auto k = seed % 3 == 0 ? 3u : 1000u;
      counter c{all_on(k)};
      for (auto n = 1 + random() % 3; n > 0; --n)
        c.parts.push_back(
            std::make_unique<part>(c.table, some_log(900, random)));
      for (int step = 0; step < 160; ++step) {
        auto& x = *c.parts[random() % c.parts.size()];
        switch (random() % 8) {
          case 0:
          case 1:
            c.take(x);
            break;
          case 2:
          case 3:
            c.settle(x);
            break;
          case 4:
            if (random() % 4 == 0)
              c.rewind(x);
            break;
          default:
            c.apply(x, 1 + random() % 60);
        }
        if (step % 4 != 0)
          continue;
        std::string why;
        auto view = c.show();
        trends_seen += view.trending.size();
        BOOST_TEST_REQUIRE(same_lists(view, c.recount(), easy_rule(), k, why),
                           "step " << step << ": " << why);
      }
    }
  }
  BOOST_TEST(trends_seen > 300u);
}

/// Twelve minutes, each with 40 to 4,000 uses.
made_log log_with_much_traffic(std::mt19937& random) {
  made_log log;
  std::uint32_t author = 0;
  for (std::int64_t minute = 0; minute < 12; ++minute)
    for (auto n = 1 + random() % 100; n > 0; --n) {
      auto& x = log.emplace_back();
      x.event_ms = 1'600'000'020'000 + minute * 60'000;
      x.author = ++author;
      std::set<std::size_t> used;
      while (used.size() < 40)
        used.insert(skewed(random, 400));
      for (auto number : used)
        x.tags.emplace_back(numbered("k", number), numbered("k", number));
    }
  return log;
}

BOOST_AUTO_TEST_CASE(each_minute_is_judged_by_its_own_traffic) {
  auto options = all_on();
  auto& rule = options.rule;
  rule.overdispersion = 0;
  rule.min_score = .5;
  std::size_t shown = 0;
  std::size_t held_back = 0;
  for (unsigned seed = 1; seed <= 3; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      std::mt19937 random{seed};
      counter c{options};
      c.parts.push_back(
          std::make_unique<part>(c.table, log_with_much_traffic(random)));
      auto& x = *c.parts[0];
      while (x.applied < x.log.size()) {
        c.apply(x, 1 + random() % 60);
        c.take(x);
        if (random() % 2 == 0)
          c.settle(x);
        std::string why;
        auto view = c.show();
        auto plain = c.recount();
        BOOST_TEST_REQUIRE(same_lists(view, plain, rule, 1000, why), why);
        shown += view.trending.size();
        // At this traffic, it asks for `min_score`.
        auto flat = rule;
        flat.min_score *= rule.min_score / view.threshold;
        held_back += plain.trending(flat).tags.size() - view.trending.size();
      }
    }
  }
  BOOST_TEST(shown > 300u);
  BOOST_TEST(held_back > 100u);
}

BOOST_AUTO_TEST_CASE(a_snapshot_gives_back_the_same_lists) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      std::mt19937 random{seed};
      counter c{all_on()};
      for (int i = 0; i < 2; ++i)
        c.parts.push_back(
            std::make_unique<part>(c.table, some_log(900, random)));
      for (auto& x : c.parts) {
        c.apply(*x, 300 + random() % 400);
        c.take(*x);
        c.settle(*x);
      }
      auto saved = c.save();
      counter again{all_on()};
      again.load(saved);
      for (auto& x : c.parts) {
        auto& y = *again.parts.emplace_back(
            std::make_unique<part>(again.table, x->log));
        y.settled = y.applied = x->settled;
        y.open.reset({static_cast<std::int64_t>(y.settled)});
      }
      std::string why;
      BOOST_TEST(same_lists(again.show(), c.recount(), easy_rule(), 1000, why),
                 why);
      auto twice = again.save();
      BOOST_TEST((twice.tag_seconds == saved.tag_seconds));
      BOOST_TEST((twice.tag_authors == saved.tag_authors));
      // What is written while a snapshot is spelled out is not in it.
      auto frozen = c.lists.freeze();
      auto rows = c.table.durable_rows();
      rows.sort();
      for (auto& x : c.parts) {
        c.apply(*x, 200);
        c.take(*x);
        c.settle(*x);
      }
      snapshot_content late;
      first_rows row_of;
      row_of.add(rows.rows);
      frozen.spell_out(row_of, late);
      BOOST_TEST((late.tag_seconds == saved.tag_seconds));
      BOOST_TEST((late.tag_authors == saved.tag_authors));
    }
  }
}

BOOST_AUTO_TEST_CASE(at_the_bound_no_count_is_too_low_by_more_than_it_says) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      std::mt19937 random{seed};
      auto options = all_on();
      options.memory_bytes = 140'000;
      counter c{options};
      c.parts.push_back(
          std::make_unique<part>(c.table, some_log(3000, random)));
      auto& x = *c.parts[0];
      std::size_t cut = 0;
      std::size_t cut_trends = 0;
      while (x.applied < x.log.size()) {
        c.apply(x, 100);
        if (random() % 3 > 0) {
          c.take(x);
          c.settle(x);
          BOOST_TEST(c.lists.bytes() <= options.memory_bytes);
        }
        auto view = c.show();
        auto plain = c.recount();
        for (auto& window : view.windows) {
          std::map<std::string, std::uint64_t> shown;
          for (auto& tag : window.tags)
            shown[tag.key] = tag.count;
          BOOST_TEST(window.max_error.has_value());
          BOOST_TEST(window.exact == (*window.max_error == 0));
          cut += !window.exact;
          for (auto& [count, key] : plain.window(window.seconds, 1000)) {
            auto n = static_cast<std::uint64_t>(count);
            BOOST_TEST(shown[key] <= n);
            BOOST_TEST(shown[key] + *window.max_error >= n);
          }
        }
        std::string why;
        if (view.trending_exact)
          BOOST_TEST(same_trends(view, plain, easy_rule(), 1000, why), why);
        else
          ++cut_trends;
      }
      BOOST_TEST(cut > 0u);
      BOOST_TEST(cut_trends > 0u);
      // A restart does not make it exact again.
      c.take(x);
      c.settle(x);
      auto before = c.show();
      counter again{options};
      again.load(c.save());
      auto after = again.show();
      BOOST_TEST(after.trending_exact == before.trending_exact);
      for (std::size_t i = 0; i < window_count; ++i) {
        BOOST_TEST(after.windows[i].exact == before.windows[i].exact);
        BOOST_TEST(*after.windows[i].max_error == *before.windows[i].max_error);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(what_was_counted_while_lists_were_off_is_not_known) {
  std::mt19937 random{1};
  counter c{all_on()};
  c.parts.push_back(std::make_unique<part>(c.table, some_log(50, random)));
  auto& x = *c.parts[0];
  c.apply(x, 50);
  c.take(x);
  x.in_flight->content.tag_seconds.reset();
  x.in_flight->content.tag_authors.reset();
  c.settle(x);
  auto view = c.show();
  BOOST_TEST(!view.trending_exact);
  for (auto& window : view.windows) {
    BOOST_TEST(!window.exact);
    BOOST_TEST(!window.max_error.has_value());
  }
  auto later = [&](std::int64_t seconds) {
    delta content;
    content.seconds.push_back({view.clock + seconds, 1, 0, 0, 0});
    c.lists.add(content, {}, now_ms);
    return c.show();
  };
  BOOST_TEST(!later(59).windows[0].exact);
  BOOST_TEST(later(60).windows[0].exact);
  BOOST_TEST(!later(86'399).windows[4].exact);
  BOOST_TEST(later(86'400).windows[4].exact);
  BOOST_TEST(later(86'401).trending_exact);
}

BOOST_AUTO_TEST_CASE(what_is_too_far_ahead_is_in_no_list) {
  counter c{all_on()};
  made_log log(2);
  log[0].event_ms = now_ms + 60'000;
  log[1].event_ms = now_ms + 61'000;
  log[0].tags = {{"in", "in"}};
  log[1].tags = {{"out", "out"}};
  c.parts.push_back(std::make_unique<part>(c.table, log));
  for (auto durable : {false, true}) {
    c.apply(*c.parts[0], 2);
    if (durable) {
      c.take(*c.parts[0]);
      c.settle(*c.parts[0]);
    }
    auto view = c.show();
    BOOST_TEST(view.clock == now_ms / 1000 + 60);
    BOOST_TEST_REQUIRE(view.windows[4].tags.size() == 1u);
    BOOST_TEST(view.windows[4].tags[0].key == "in");
  }
}

BOOST_AUTO_TEST_SUITE_END()
