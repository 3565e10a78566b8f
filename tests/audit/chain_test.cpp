#include "tools/audit/chain.hpp"

#include <boost/test/unit_test.hpp>

#include "tools/audit/difference.hpp"

namespace murmuration::audit {
namespace {

const topic_partition source{"t", partition_id{0}};

position at(std::int64_t next, std::uint32_t gen = 0) {
  return {generation{gen}, offset{next}};
}

link from(std::int64_t start, std::int64_t end, std::uint32_t gen = 0) {
  return {at(start, gen), at(end, gen), false, 1, 0};
}

partition_state state(position origin, position now) {
  partition_state out;
  out.source = source;
  out.origin = origin;
  out.at = now;
  return out;
}

std::string what_differs(const std::optional<position>& kept,
                         const std::vector<partition_state>& announced,
                         const std::vector<link>& all) {
  try {
    check_chain({source, at(0)}, kept, announced, all);
    return "";
  } catch (const difference& x) {
    return x.what;
  }
}

BOOST_AUTO_TEST_SUITE(audit_chain)

BOOST_AUTO_TEST_CASE(a_chain_from_the_origin_is_whole) {
  auto made = check_chain({source, at(0)}, {}, {}, {from(0, 5), from(5, 9)});
  BOOST_TEST((made.end == at(9)));
  BOOST_TEST((made.first == at(0)));
  BOOST_TEST(made.links.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_missing_delta_is_a_hole) {
  BOOST_TEST(what_differs({}, {}, {from(5, 9)}) == "a hole in the chain");
  BOOST_TEST(what_differs({}, {}, {from(0, 5), from(6, 9)})
             == "a hole in the chain");
}

BOOST_AUTO_TEST_CASE(a_delta_within_another_is_beside_the_chain) {
  BOOST_TEST(what_differs({}, {}, {from(0, 5), from(3, 5), from(5, 9)})
             == "a delta beside the chain");
}

BOOST_AUTO_TEST_CASE(below_the_snapshot_but_one_deltas_may_be_gone) {
  std::vector<partition_state> both{state(at(0), at(9)), state(at(0), at(5))};
  auto made = check_chain({source, at(0)}, at(5), both,
                          {from(0, 2), from(3, 5), from(5, 9)});
  BOOST_TEST((made.first == at(3)));
  BOOST_TEST(made.left_over == 1u);
  BOOST_TEST(what_differs(at(5), both, {from(7, 9)}) == "a hole in the chain");
  BOOST_TEST(what_differs(at(5), both, {}) == "where a snapshot stands");
}

BOOST_AUTO_TEST_CASE(a_snapshot_stands_where_a_delta_ends) {
  BOOST_TEST(what_differs({}, {state(at(0), at(4))}, {from(0, 5)})
             == "where a snapshot stands");
  BOOST_TEST(what_differs({}, {state(at(0), at(5))}, {from(0, 5)}) == "");
}

BOOST_AUTO_TEST_CASE(a_redirect_begins_a_generation) {
  link moved{at(5), at(2, 1), true, 0, 0};
  auto made =
      check_chain({source, at(0)}, {}, {}, {from(0, 5), moved, from(2, 8, 1)});
  BOOST_TEST((made.origin == at(2, 1)));
  BOOST_TEST((made.end == at(8, 1)));
  BOOST_TEST(made.has_former);
  BOOST_TEST(made.links.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::audit
