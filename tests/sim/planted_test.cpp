/// Leaves out one rule of the ledger at a time: the simulation must notice.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <functional>
#include <ostream>
#include <vector>

#include "tests/sim/arguments.hpp"
#include "tests/sim/run.hpp"

namespace {

using namespace murmuration;
using namespace murmuration::sim;

struct planted {
  const char* name;
  void (*leave_out)(rule_book&);
  std::uint64_t found_by; ///< a seed that notices, see the README
};

std::ostream& operator<<(std::ostream& out, const planted& x) {
  return out << x.name;
}

#define RULE(group, name, seed)                                                \
  planted {                                                                    \
#name, [](rule_book & rules) {                                             \
      rules.group.name = false;                                                \
    }, seed                                                                    \
  }

const std::vector<planted> bugs{
    RULE(book, append_if_absent, 21),
    RULE(book, compare_nonce, 117),
    RULE(book, pointer_after_append, 929),
    RULE(book, pointer_after_follow, 30),
    RULE(book, vector_not_below, 229),
    RULE(book, chunks_before_pointer, 1),
    RULE(book, reread_before_delete, 2),
    RULE(book, keep_pointers, 81),
    RULE(counting, stale_answers_change_nothing, 4),
    RULE(counting, rewind_subtracts, 1),
    RULE(counting, reload_rewinds, 11),
    RULE(counting, credit_when_applied, 1),
    RULE(counting, letters_before_append, 4),
    RULE(counting, lists_lay_over, 1),
    RULE(counting, lists_settle, 1),
    RULE(counting, lists_reload, 1),
    RULE(counting, lists_in_snapshots, 1),
    RULE(letters, read_back, 16),
};

} // namespace

BOOST_DATA_TEST_CASE(a_planted_bug_is_found, boost::unit_test::data::make(bugs),
                     bug) {
  rule_book rules;
  bug.leave_out(rules);
  auto first = argument("from", bug.found_by);
  auto last = first + argument("hunt", 1) - 1;
  for (auto seed = first; seed <= last; ++seed)
    if (auto wrong = run(seed, rules); !wrong.empty()) {
      BOOST_TEST_MESSAGE(bug.name << ": seed " << seed << ": " << wrong[0]);
      return;
    }
  BOOST_ERROR(bug.name << ": not noticed from seed " << first << " to " << last
                       << " (hunt for one: test_sim -- --from=1 --hunt=3000)");
}
