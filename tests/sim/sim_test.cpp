#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <string>

#include <spdlog/spdlog.h>

#include "tests/sim/arguments.hpp"
#include "tests/sim/run.hpp"

namespace {

using namespace murmuration;
using namespace murmuration::sim;

struct quiet_log {
  quiet_log() {
    spdlog::set_level(spdlog::level::off);
  }
};

} // namespace

std::uint64_t murmuration::sim::argument(const std::string& name,
                                         std::uint64_t otherwise) {
  auto& suite = boost::unit_test::framework::master_test_suite();
  for (int i = 1; i < suite.argc; ++i) {
    std::string x = suite.argv[i];
    if (x.starts_with("--" + name + "="))
      return std::strtoull(x.c_str() + name.size() + 3, nullptr, 10);
  }
  return otherwise;
}

BOOST_TEST_GLOBAL_FIXTURE(quiet_log);

BOOST_AUTO_TEST_CASE(whatever_fails_and_when_the_counts_are_exact) {
  auto only = argument("seed", 0);
  auto seeds = argument("seeds", 1000);
  auto first = only > 0 ? only : 1;
  auto last = only > 0 ? only : seeds;
  for (auto seed = first; seed <= last; ++seed)
    for (auto& what : run(seed, {}))
      BOOST_ERROR("seed " << seed << ": " << what
                          << " (replay: test_sim -- --seed=" << seed << ")");
  BOOST_TEST_MESSAGE("seeds " << first << " to " << last);
}
