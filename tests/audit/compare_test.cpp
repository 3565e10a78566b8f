#include "tools/audit/compare.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <string>

#include "tools/audit/compare_served.hpp"
#include "tools/audit/difference.hpp"

namespace murmuration::audit {
namespace {

const topic_partition source{"t", partition_id{0}};

/// What two marks see of three records, of which the second mark has all and
/// the first one has two.
struct counted_records {
  counted_records() {
    sums.begin({20, 30});
    take(0, R"({"text":"#Tea","created_at":"Thu Jan 01 00:00:05 +0000 1970"})");
    take(10, R"({"text":"#tea #milk",
        "created_at":"Thu Jan 01 00:00:06 +0000 1970"})");
    take(20, R"({"delete":{}})");
  }

  void take(std::int64_t at, std::string_view value) {
    source_record x;
    x.at = at;
    x.next = at + 10;
    x.value = value;
    sums.take(x);
  }

  /// The cell that says the same.
  delta cell() const {
    delta x;
    x.end = offset{30};
    x.sums.outcomes.counted = 2;
    x.sums.outcomes.skipped = 1;
    x.sums.sentiments = {2, 0, 0, 0};
    x.tags = {{"milk", "milk", 1}, {"tea", "Tea", 1}, {"tea", "tea", 1}};
    x.seconds = {{5, 1, 0, 0, 0}, {6, 1, 0, 0, 0}};
    return x;
  }

  std::string differs(const std::function<void(delta&)>& change) const {
    auto x = cell();
    change(x);
    try {
      compare_delta(source, {{}, {{}, offset{30}}, false, 3, 0}, x, sums, {});
      return "";
    } catch (const difference& found) {
      return found.what;
    }
  }

  recount sums{2, std::nullopt};
};

BOOST_AUTO_TEST_SUITE(audit_compare)

BOOST_FIXTURE_TEST_CASE(a_true_delta_agrees, counted_records) {
  BOOST_TEST(differs([](delta&) {}) == "");
}

BOOST_FIXTURE_TEST_CASE(each_wrong_figure_of_a_delta_is_named,
                        counted_records) {
  BOOST_TEST(differs([](delta& x) { ++x.sums.outcomes.counted; }) == "records");
  BOOST_TEST(differs([](delta& x) {
               --x.sums.outcomes.skipped;
               ++x.sums.outcomes.malformed;
             })
             == "skipped");
  BOOST_TEST(differs([](delta& x) { x.sums.holes = 1; }) == "holes");
  BOOST_TEST(differs([](delta& x) {
               x.sums.gaps = {{offset{1}, offset{2}}};
             })
             == "offsets in gaps");
  BOOST_TEST(differs([](delta& x) { x.sums.sentiments[1] = 1; })
             == "sentiments");
  BOOST_TEST(differs([](delta& x) { ++x.tags[1].count; }) == "tag #Tea (tea)");
  BOOST_TEST(differs([](delta& x) { x.tags.pop_back(); }) == "tag #tea (tea)");
  BOOST_TEST(differs([](delta& x) {
               x.tags.push_back({"x", "x", 1});
             })
             == "tag #x (x)");
  BOOST_TEST(differs([](delta& x) { x.tags.push_back(x.tags.back()); })
             == "tag #tea (tea)");
  BOOST_TEST(differs([](delta& x) { x.tags[1].key = "coffee"; })
             == "the key of #Tea");
  BOOST_TEST(differs([](delta& x) { x.seconds[0].second = 4; })
             == "tweets of second 4");
  BOOST_TEST(differs([](delta& x) { x.seconds.pop_back(); })
             == "tweets of second 6");
}

std::string served_differs(const counted_records& x, served_counts served,
                           bool exact) {
  served.before.partitions[source].applied = {{}, offset{exact ? 30 : 20}};
  served.after.partitions[source].applied = {{}, offset{30}};
  try {
    compare_served(served, x.sums, 0, {});
    return "";
  } catch (const difference& found) {
    return found.what;
  }
}

BOOST_FIXTURE_TEST_CASE(what_is_served_lies_between_both_moments,
                        counted_records) {
  take(29, R"({"text":"#tea"})");
  served_counts served;
  served.tweets = 2;
  served.tags = {{"#tea", "tea", 2}, {"#milk", "milk", 1}};
  BOOST_TEST(served_differs(*this, served, false) == "");
  served.tweets = 3;
  served.tags[0].count = 3;
  BOOST_TEST(served_differs(*this, served, false) == "");
  served.tags[0].count = 4;
  BOOST_TEST(served_differs(*this, served, false) == "count of tea");
  served.tags[0].count = 1;
  BOOST_TEST(served_differs(*this, served, false) != "");
  served.tweets = 4;
  BOOST_TEST(served_differs(*this, served, false) == "tweets");
}

BOOST_FIXTURE_TEST_CASE(a_list_that_leaves_out_a_tag_is_found,
                        counted_records) {
  served_counts served;
  served.tweets = 2;
  served.tags = {{"#tea", "tea", 2}};
  BOOST_TEST(served_differs(*this, served, false)
             == "the list, which lacks milk");
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::audit
