#include "tools/tweets/socket_bridge.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <thread>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/tweets/scripted.hpp"

namespace murmuration::test {
namespace {

using list = std::vector<std::string>;

/// Listens on a free port.
struct listener {
  listener() {
    fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    BOOST_REQUIRE(::bind(fd, any, size) == 0);
    BOOST_REQUIRE(::listen(fd, 5) == 0);
    ::getsockname(fd, any, &size);
    port = std::to_string(ntohs(address.sin_port));
  }
  ~listener() {
    ::close(fd);
  }
  /// One connection: sends the pieces, then closes it.
  void serve(const list& pieces) const {
    int one = ::accept(fd, nullptr, nullptr);
    for (const auto& x : pieces)
      ::send(one, x.data(), x.size(), MSG_NOSIGNAL);
    ::close(one);
  }
  int fd;
  std::string port;
};

BOOST_AUTO_TEST_SUITE(the_socket_bridge)

BOOST_AUTO_TEST_CASE(lines_become_json_strings_and_torn_ones_do_not) {
  listener from;
  std::thread sender{[&] {
    from.serve({"one #a\r\n\r\ntwo \"q\" \xC3", "\xA9\ntor"});
    from.serve({"three\nfour\n"});
  }};
  hand_clock time;
  records_out::truth counts;
  keeping_sink to{counts};
  outlet out{to, counts, 3, false};
  std::atomic<bool> stop{false};
  list said;
  socket_bridge bridge{{time, out, stop,
                        [&](const std::string& x) {
                          said.push_back(x);
                        }},
                       {"127.0.0.1", from.port}};
  bridge.run();
  sender.join();
  BOOST_TEST(to.values
                 == (list{"\"one #a\"", R"("two \"q\" \u00e9")", "\"three\""}),
             boost::test_tools::per_element());
  BOOST_TEST(bridge.reconnects() == 1u);
  BOOST_TEST(bridge.cut_off() == 1u);
  BOOST_TEST(said.size() == 3u);
  BOOST_TEST(said[1].find("3 bytes of an unfinished text")
             != std::string::npos);
  BOOST_TEST(said[1].find("is lost") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(without_a_sender_it_tries_again_as_on_network_errors) {
  std::string port;
  {
    listener gone;
    port = gone.port;
  }
  hand_clock time;
  records_out::truth counts;
  keeping_sink to{counts};
  outlet out{to, counts, 0, false};
  std::atomic<bool> stop{false};
  int tries = 0;
  socket_bridge bridge{{time, out, stop,
                        [&](const std::string&) {
                          stop = ++tries == 3;
                        }},
                       {"127.0.0.1", port}};
  bridge.run();
  BOOST_TEST(time.waits_ms == (std::vector<long>{250, 500, 750}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(addresses_have_a_host_and_a_port) {
  BOOST_TEST(read_address("localhost:9009").host == "localhost");
  BOOST_TEST(read_address("[::1]:9009").host == "::1");
  BOOST_TEST(read_address("[::1]:9009").port == "9009");
  for (auto bad : {"", "localhost", ":9009", "localhost:", "a:0", "a:65536",
                   "a:9x", "::1:9009", "a:999999"})
    BOOST_CHECK_THROW(read_address(bad), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::test
