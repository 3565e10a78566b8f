/// The promises of a ledger_store, kept by HBase: against the Thrift server
/// that the environment names, THRIFT=host:port; skipped without.
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <tuple>

#include "runtime/store/hbase/hbase_store.hpp"

namespace murmuration::test {

/// CTest's code for a test that could not run here.
constexpr int skipped = 77;

inline hbase_options options_from_environment() {
  const char* address = std::getenv("THRIFT");
  std::string text = address == nullptr ? "" : address;
  auto colon = text.rfind(':');
  if (colon == std::string::npos) {
    std::cerr << "skipped: THRIFT=host:port is not set; "
                 "`tools/services.sh up hbase` starts a server\n";
    std::exit(skipped);
  }
  hbase_options result;
  result.host = text.substr(0, colon);
  result.port = static_cast<std::uint16_t>(std::stoi(text.substr(colon + 1)));
  result.framed = std::getenv("THRIFT_FRAMED") != nullptr;
  result.table = "murmuration_store_test";
  result.call_timeout = std::chrono::seconds{30};
  return result;
}

class hbase_adapter {
public:
  ledger_store& store() {
    return *store_;
  }
  std::string key(std::string_view name) const {
    return prefix_ + std::string{name};
  }
  void reopen() {
    store_ = make_hbase_store(options_from_environment());
  }

private:
  /// A part of the table that no other run or test has used.
  static std::string fresh_prefix() {
    static const auto run = std::to_string(std::random_device{}());
    static int test = 0;
    return run + '|' + std::to_string(++test) + '|';
  }

  std::string prefix_ = fresh_prefix();
  std::unique_ptr<ledger_store> store_ =
      make_hbase_store(options_from_environment());
};

using adapters = std::tuple<hbase_adapter>;

struct needs_a_server {
  needs_a_server() {
    options_from_environment();
  }
};
BOOST_TEST_GLOBAL_FIXTURE(needs_a_server);

} // namespace murmuration::test

#include "tests/store/adapter_tests.hpp"
