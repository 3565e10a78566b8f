/// How the HBase adapter behaves on a bad connection, against a server in this
/// process. That real HBase understands it is shown in tests/integration.
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <stdexcept>
#include <thread>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/store/hbase/errors.hpp"
#include "runtime/store/hbase/hbase_store.hpp"
#include "tests/store/fake_hbase.hpp"

namespace murmuration {

namespace {

using test::fake_hbase;
using test::hbase_fault;

hbase_options options_for(std::uint16_t port) {
  hbase_options result;
  result.port = port;
  result.connect_timeout = std::chrono::milliseconds{1000};
  result.call_timeout = std::chrono::milliseconds{2000};
  return result;
}

struct fixture {
  fake_hbase server;
  std::unique_ptr<ledger_store> store =
      make_hbase_store(options_for(server.port()));
};

/// A port whose connections the kernel accepts and nobody answers.
class listener {
public:
  listener()
    : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket_, any, size) != 0 || ::listen(socket_, 8) != 0
        || ::getsockname(socket_, any, &size) != 0)
      throw std::runtime_error("no listening socket");
    port = ntohs(address.sin_port);
  }
  listener(const listener&) = delete;
  listener& operator=(const listener&) = delete;
  ~listener() {
    close();
  }
  void close() {
    if (socket_ >= 0)
      ::close(socket_);
    socket_ = -1;
  }
  /// Answers one connection with these bytes, without reading.
  void answer(std::string_view bytes) const {
    auto peer = ::accept(socket_, nullptr, nullptr);
    auto ignored = ::send(peer, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    static_cast<void>(ignored);
    ::shutdown(peer, SHUT_WR);
    char byte;
    while (::recv(peer, &byte, 1, 0) > 0) {
    }
    ::close(peer);
  }

  std::uint16_t port = 0;

private:
  int socket_;
};

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(hbase_store_tests, fixture)

BOOST_AUTO_TEST_CASE(the_table_is_created_once_at_the_first_call) {
  BOOST_TEST(server.connections == 0u);
  BOOST_TEST(*store->put_if_absent("k", "v"));
  BOOST_TEST(!*store->put_if_absent("k", "w"));
  auto second = make_hbase_store(options_for(server.port()));
  BOOST_TEST(second->get("k")->value() == "v");
  std::vector<std::string> expected{"murmuration_ledger"};
  BOOST_TEST(server.tables_created == expected,
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_read_is_tried_again_on_a_new_connection) {
  BOOST_TEST(bool{store->put("k", "v")});
  server.fail_next(hbase_fault::drop);
  BOOST_TEST(store->get("k")->value() == "v");
  BOOST_TEST(server.connections == 2u);
}

BOOST_AUTO_TEST_CASE(a_fresh_connection_that_breaks_is_not_tried_again) {
  server.fail_next(hbase_fault::drop);
  BOOST_TEST(!store->get("k"));
  BOOST_TEST(server.connections == 1u);
}

BOOST_AUTO_TEST_CASE(a_write_whose_reply_is_lost_is_not_repeated) {
  BOOST_TEST(bool{store->put("k", "v")});
  server.fail_next(hbase_fault::no_reply);
  auto result = store->put_if_absent("other", "v");
  BOOST_TEST(!result);
  BOOST_TEST(contains(result.error().what, "closed the connection"));
  BOOST_TEST(server.rows.count("other") == 1u);
  BOOST_TEST(!*store->put_if_absent("other", "v"));
}

BOOST_AUTO_TEST_CASE(a_scan_goes_on_after_a_broken_connection) {
  for (int i = 100; i < 150; ++i)
    BOOST_TEST(bool{store->put(std::to_string(i), std::string(30'000, 'x'))});
  // Open, get, get …: the connection breaks in the middle.
  for (int calls : {0, 1, 2, 3}) {
    server.fail_next(hbase_fault::drop, calls);
    auto cells = store->scan({"1", "2"}, {});
    BOOST_TEST_REQUIRE(bool{cells});
    BOOST_TEST(cells->size() == 50u);
    for (int i = 0; i < 50; ++i)
      BOOST_TEST((*cells)[i].key == std::to_string(100 + i));
  }
}

BOOST_AUTO_TEST_CASE(a_scanner_is_closed_at_every_end) {
  for (auto* key : {"a", "b", "c"})
    BOOST_TEST(bool{store->put(key, "v")});
  BOOST_TEST(bool{store->scan({"a", "z"}, {1, 1})});
  BOOST_TEST(bool{store->keys({"a", "z"}, 1)});
  BOOST_TEST(bool{store->last({"a", "z"})});
  server.fail_next(hbase_fault::io_error, 1);
  BOOST_TEST(!store->scan({"a", "z"}, {}));
  BOOST_TEST(server.scanners.empty());
}

BOOST_AUTO_TEST_CASE(an_error_of_hbase_is_one_line_and_keeps_the_connection) {
  BOOST_TEST(bool{store->put("k", "v")});
  server.fail_next(hbase_fault::io_error);
  auto result = store->get("k");
  BOOST_TEST_REQUIRE(!result);
  BOOST_TEST(result.error().what
             == "hbase at 127.0.0.1:" + std::to_string(server.port())
                    + ": RetriesExhaustedException: Failed after attempts=16");
  BOOST_TEST(store->get("k")->value() == "v");
  BOOST_TEST(server.connections == 1u);
}

BOOST_AUTO_TEST_CASE(a_connection_the_server_gave_up_costs_no_write) {
  auto before = std::make_unique<fake_hbase>();
  auto port = before->port();
  auto client = make_hbase_store(options_for(port));
  BOOST_TEST(bool{client->put("k", "v")});
  before.reset();
  fake_hbase after{false, port};
  BOOST_TEST(bool{client->put("k", "w")});
  BOOST_TEST(after.rows["k"] == "w");
}

BOOST_AUTO_TEST_CASE(a_framed_server_is_understood) {
  fake_hbase framed{true};
  auto options = options_for(framed.port());
  options.framed = true;
  auto client = make_hbase_store(options);
  BOOST_TEST(*client->put_if_absent("k", std::string(3 << 20, 'v')));
  BOOST_TEST(client->get("k")->value().size() == 3u << 20);
}

BOOST_AUTO_TEST_CASE(nobody_listening_is_said_at_once) {
  listener gone;
  gone.close();
  auto refused = make_hbase_store(options_for(gone.port))->get("k");
  BOOST_TEST_REQUIRE(!refused);
  BOOST_TEST(contains(refused.error().what, "cannot connect"));
}

BOOST_AUTO_TEST_CASE(a_silent_server_holds_a_call_no_longer_than_allowed) {
  listener silent;
  auto options = options_for(silent.port);
  options.call_timeout = std::chrono::milliseconds{50};
  auto client = make_hbase_store(options);
  for (int i = 0; i < 2; ++i) {
    auto from = std::chrono::steady_clock::now();
    auto result = client->get("k");
    BOOST_TEST_REQUIRE(!result);
    BOOST_TEST(contains(result.error().what, "no answer within 50 ms"));
    auto took = std::chrono::steady_clock::now() - from;
    BOOST_TEST((took < options.connect_timeout + options.call_timeout));
  }
}

BOOST_AUTO_TEST_CASE(what_is_not_thrift_is_an_error) {
  for (std::string_view answer :
       {"HTTP/1.1 400 Bad Request\r\n\r\n", "\x7f\xff\xff\xff\x7f\xff\xff\xff",
        "\x80\x01\x00\x02\x7f\xff\xff\xff", "x", ""}) {
    listener other;
    auto client = make_hbase_store(options_for(other.port));
    std::thread server{[&] {
      other.answer(answer);
    }};
    auto result = client->get("k");
    client.reset();
    server.join();
    BOOST_TEST(!result);
  }
}

BOOST_AUTO_TEST_CASE(messages_are_cut_to_one_line) {
  BOOST_TEST(hbase::one_line("a.b.Foo: bar\n\tat x") == "Foo: bar");
  BOOST_TEST(hbase::one_line("Could not a.b: c") == "Could not a.b: c");
  BOOST_TEST(hbase::one_line("") == "no reason given");
  BOOST_TEST(hbase::one_line("\x1b[31mred") == " [31mred");
  BOOST_TEST(hbase::one_line(std::string(999, 'x')).size() == 200u);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration
