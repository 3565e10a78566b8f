#include <boost/test/unit_test.hpp>

#include "http/tag_history.hpp"
#include "made_view.hpp"
#include "running_server.hpp"

namespace murmuration::http {

namespace {

constexpr std::int64_t begin_ms = 1'795'256'400'000; // 10:20:00
constexpr std::size_t kept_max = 3;

live_view list_of(std::vector<top_tag> tags) {
  live_view view;
  view.top = std::move(tags);
  return view;
}

top_tag tag(const std::string& key, std::uint64_t count) {
  return {key, key, count};
}

std::string told(const std::optional<tag_story>& story) {
  if (!story)
    return "none";
  std::string result;
  for (const auto& x : story->points)
    result += std::to_string((x.start_ms - begin_ms) / 1000) + ":"
              + std::to_string(x.count) + "+" + std::to_string(x.added) + " ";
  return result;
}

std::string told(const tag_trend& x) {
  return "+" + std::to_string(x.added_1m) + " from "
         + (x.rank_1m ? std::to_string(*x.rank_1m) : "nowhere");
}

} // namespace

BOOST_AUTO_TEST_SUITE(tag_histories)

BOOST_AUTO_TEST_CASE(a_step_tells_the_count_at_its_end_and_what_it_added) {
  tag_history history{kept_max};
  for (std::int64_t s = 0; s <= 12; ++s)
    history.note(list_of({tag("a", 100 + static_cast<std::uint64_t>(s))}),
                 begin_ms + s * 1000);
  auto now = list_of({tag("a", 115)});
  auto story = history.past()->story(now, "a", 5000, 60, begin_ms + 12'500);
  BOOST_TEST(told(story) == "0:105+5 5:110+5 10:115+5 ");
  BOOST_TEST(story->since_ms == begin_ms);
  BOOST_TEST(told(history.past()->story(now, "a", 5000, 2, begin_ms + 12'500))
             == "5:110+5 10:115+5 ");
  BOOST_TEST(told(history.past()->story(now, "a", 60'000, 9, begin_ms + 12'500))
             == "0:115+15 ");
}

BOOST_AUTO_TEST_CASE(steps_that_nobody_sampled_added_nothing) {
  tag_history history{kept_max};
  history.note(list_of({tag("a", 1)}), begin_ms);
  history.note(list_of({tag("a", 3)}), begin_ms + 16'000);
  BOOST_TEST(told(history.past()->story(list_of({tag("a", 4)}), "a", 5000, 60,
                                        begin_ms + 21'000))
             == "0:1+0 5:1+0 10:3+2 15:3+0 20:4+1 ");
}

BOOST_AUTO_TEST_CASE(a_tag_that_leaves_the_kept_list_is_forgotten) {
  tag_history history{kept_max};
  auto both = list_of({tag("a", 9), tag("b", 8), tag("c", 7)});
  auto without = list_of({tag("a", 9), tag("b", 8), tag("d", 8)});
  history.note(both, begin_ms);
  history.note(both, begin_ms + 5000);
  history.note(without, begin_ms + 10'000);
  BOOST_TEST(
      told(history.past()->story(without, "c", 5000, 60, begin_ms + 11'000))
      == "none");
  history.note(both, begin_ms + 15'000);
  auto back = history.past()->story(both, "c", 5000, 60, begin_ms + 16'000);
  BOOST_TEST(told(back) == "10:7+0 15:7+0 ");
  BOOST_TEST(back->since_ms == begin_ms + 10'000);
}

BOOST_AUTO_TEST_CASE(a_newcomer_to_a_list_with_room_has_added_all_it_has) {
  tag_history history{kept_max};
  history.note(list_of({}), begin_ms);
  auto now = list_of({tag("a", 5)});
  // Also before there is a sample of it.
  BOOST_TEST(told(history.past()->trends(now, 1)[0]) == "+5 from nowhere");
  BOOST_TEST(told(history.past()->story(now, "a", 5000, 9, begin_ms + 100))
             == "0:5+5 ");
  history.note(now, begin_ms + 5000);
  BOOST_TEST(told(history.past()->trends(now, 1)[0]) == "+5 from nowhere");
}

BOOST_AUTO_TEST_CASE(a_newcomer_to_a_full_list_begins_where_it_enters) {
  tag_history history{kept_max};
  history.note(list_of({tag("a", 9), tag("b", 8), tag("c", 7)}), begin_ms);
  auto now = list_of({tag("a", 9), tag("b", 8), tag("d", 8)});
  BOOST_TEST(told(history.past()->trends(now, 3)[2]) == "+0 from nowhere");
  history.note(now, begin_ms + 1000);
  now.top[2].count = 10;
  BOOST_TEST(told(history.past()->trends(now, 3)[2]) == "+2 from nowhere");
}

BOOST_AUTO_TEST_CASE(the_last_minute_is_60_to_61_s_of_the_clock) {
  tag_history history{kept_max};
  for (std::int64_t s = 0; s <= 100; ++s) {
    auto count = static_cast<std::uint64_t>(s);
    auto list = s < 50 ? list_of({tag("b", 60), tag("a", count)})
                       : list_of({tag("a", count), tag("b", 60)});
    history.note(list, begin_ms + s * 1000);
    if (s == 59)
      BOOST_TEST(told(history.past()->trends(list, 2)[0])
                 == "+59 from nowhere");
  }
  auto now = list_of({tag("a", 100), tag("b", 60)});
  auto trends = history.past()->trends(now, 10);
  BOOST_TEST(trends.size() == 2u);
  BOOST_TEST(told(trends[0]) == "+60 from 2");
  BOOST_TEST(told(trends[1]) == "+0 from 1");
}

BOOST_AUTO_TEST_CASE(what_a_rewind_takes_back_is_not_added_again) {
  tag_history history{kept_max};
  history.note(list_of({tag("a", 100)}), begin_ms);
  history.note(list_of({tag("a", 120)}), begin_ms + 5000);
  history.note(list_of({tag("a", 90)}), begin_ms + 10'000);
  auto now = list_of({tag("a", 125)});
  BOOST_TEST(told(history.past()->story(now, "a", 5000, 9, begin_ms + 14'000))
             == "0:120+20 5:90+0 10:125+5 ");
  auto fallen = list_of({tag("a", 90)});
  BOOST_TEST(told(history.past()->trends(fallen, 1)[0]) == "+0 from nowhere");
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_put_back_begins_anew) {
  tag_history history{kept_max};
  auto now = list_of({tag("a", 5)});
  history.note(now, begin_ms);
  history.note(now, begin_ms + 60'000);
  BOOST_TEST(history.note(now, begin_ms - 60'000));
  auto story = history.past()->story(now, "a", 5000, 9, begin_ms - 60'000);
  BOOST_TEST(story->since_ms == begin_ms - 60'000);
  BOOST_TEST(story->points.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_day_and_more_stays_within_its_bounds) {
  tag_history history{kept_max};
  live_view now;
  for (std::int64_t s = 0; s <= 26 * 3600; s += 5) {
    now = list_of({tag("a", static_cast<std::uint64_t>(s) + 1)});
    history.note(now, begin_ms + s * 1000);
  }
  auto at = begin_ms + 26 * 3600 * 1000;
  auto hour = history.past()->story(now, "a", 5000, 720, at);
  BOOST_TEST(hour->points.size() == 720u);
  BOOST_TEST(hour->points[1].added == 5u);
  auto day = history.past()->story(now, "a", 60'000, 1440, at);
  BOOST_TEST(day->points.size() == 1440u);
  BOOST_TEST(day->points[1].added == 60u);
  BOOST_TEST(day->since_ms == begin_ms);
}

BOOST_AUTO_TEST_CASE(readers_keep_what_they_loaded) {
  tag_history history{kept_max};
  history.note(list_of({tag("a", 1)}), begin_ms);
  auto before = history.past();
  for (std::int64_t s = 1; s < 10; ++s)
    history.note(list_of({tag("b", 1)}), begin_ms + s * 1000);
  auto now = list_of({tag("a", 2)});
  BOOST_TEST(told(before->story(now, "a", 5000, 9, begin_ms)) == "0:2+1 ");
}

BOOST_AUTO_TEST_CASE(a_tags_history_is_told_in_any_spelling_of_its_key) {
  running_server server;
  auto plain = ask(server.port(), "/api/v1/tags/tag0/history");
  BOOST_TEST(plain.status == 200);
  BOOST_TEST(plain.body.starts_with(
      R"({"tag":"#Tag0","key":"tag0","since":"2026-11-21T10:20:30.123Z",)"
      R"("step":"5s","points":[)"));
  auto spelled = ask(server.port(), "/api/v1/tags/%23TAG0/history?step=1m");
  BOOST_TEST(spelled.body.find(R"("step":"1m")") != spelled.body.npos);
}

BOOST_AUTO_TEST_CASE(a_tag_outside_of_the_kept_list_has_no_history) {
  running_server server;
  for (const auto* target :
       {"/api/v1/tags/never/history", "/api/v1/tags/%23/history",
        "/api/v1/tags/a/b/history", "/api/v1/tags/%2F/history"}) {
    auto got = ask(server.port(), target);
    BOOST_TEST(got.status == 404, target);
  }
  auto got = ask(server.port(), "/api/v1/tags/never/history");
  BOOST_TEST(got.body.find("dropped when it leaves") != got.body.npos);
}

BOOST_AUTO_TEST_CASE(a_tag_that_is_called_history_is_a_tag) {
  running_server server;
  auto got = ask(server.port(), "/api/v1/tags/history");
  BOOST_TEST(got.status == 404);
  BOOST_TEST(got.body.find("never counted") != got.body.npos);
  got = ask(server.port(), "/api/v1/tags/history/history");
  BOOST_TEST(got.body.find("dropped when it leaves") != got.body.npos);
}

BOOST_AUTO_TEST_CASE(a_history_out_of_range_is_a_bad_request) {
  running_server server;
  for (const auto* query : {"step=1s", "step=", "points=0", "points=721",
                            "step=1m&points=1441", "points=x"})
    BOOST_TEST(
        ask(server.port(), "/api/v1/tags/tag0/history?" + std::string{query})
                .status
            == 400,
        query);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
