/// The main of every test program.
#include <boost/test/unit_test.hpp>

namespace {

bool name_the_suite() {
  auto& suite = boost::unit_test::framework::master_test_suite();
  suite.p_name.value = "murmuration";
  return true;
}

} // namespace

int main(int argc, char* argv[]) {
  return boost::unit_test::unit_test_main(&name_the_suite, argc, argv);
}
