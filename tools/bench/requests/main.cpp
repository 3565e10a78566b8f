// Asks for one path at a rate, whatever becomes of the requests before: they
// are due at random (a Poisson process) and go out on connections that
// are kept. The clock of a request starts when it is due, so an answer that
// holds up others counts for each of them. Prints one JSON object.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <deque>
#include <optional>
#include <random>
#include <string>
#include <system_error>
#include <vector>

namespace {

using namespace std::chrono_literals;
using clock_type = std::chrono::steady_clock;
using time_point = clock_type::time_point;
using micros = std::chrono::duration<double, std::micro>;

/// What has no answer so long after the last request has none.
constexpr auto late = 5s;

struct options {
  std::uint16_t port = 0;
  std::string path = "/api/v1/top?k=10";
  double rate = 5000;
  std::size_t connections = 50;
  double seconds = 10;
};

struct connection {
  int fd = -1;
  std::string in{}; ///< of one answer
  time_point due{}; ///< of the request that it answers
};

[[noreturn]] void fail(const char* what) {
  throw std::system_error{errno, std::generic_category(), what};
}

connection connect_to(std::uint16_t port) {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  connection made{.fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  if (connect(made.fd, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0)
    fail("connect");
  int on = 1;
  setsockopt(made.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return made;
}

/// Of a whole answer; none while it is not complete.
std::optional<int> status_in(std::string_view answer) {
  constexpr std::string_view length = "\r\nContent-Length: ";
  auto head = answer.find("\r\n\r\n");
  auto at = answer.find(length);
  if (head == answer.npos || at > head)
    return std::nullopt;
  std::size_t body = 0;
  std::from_chars(answer.data() + at + length.size(), answer.data() + head,
                  body);
  if (answer.size() < head + 4 + body)
    return std::nullopt;
  return std::stoi(std::string{answer.substr(9, 3)});
}

class load {
public:
  explicit load(const options& asked)
    : asked_{asked}
    , pause_{asked.rate}
    , request_{fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n",
                           asked.path)}
    , epoll_{epoll_create1(EPOLL_CLOEXEC)} {
    // Timers are 50 us late otherwise.
    prctl(PR_SET_TIMERSLACK, 1);
    for (std::size_t i = 0; i < asked.connections; ++i) {
      all_.push_back(connect_to(asked.port));
      free_.push_back(i);
      epoll_event wanted{.events = EPOLLIN, .data = {.u64 = i}};
      epoll_ctl(epoll_, EPOLL_CTL_ADD, all_[i].fd, &wanted);
    }
  }

  void run() {
    auto next = clock_type::now();
    const auto end = next
                     + std::chrono::duration_cast<clock_type::duration>(
                         std::chrono::duration<double>{asked_.seconds});
    auto now = next;
    while (next < end || (answered() < asked_for_ && now < end + late)) {
      for (; next < end && next <= now; ++asked_for_) {
        due_.push_back(next);
        next += std::chrono::duration_cast<clock_type::duration>(
            std::chrono::duration<double>{pause_(random_)});
      }
      send_due();
      receive(next < end ? next - clock_type::now() : late);
      now = clock_type::now();
    }
  }

  std::string told() {
    std::sort(took_us_.begin(), took_us_.end());
    auto part = [&](double share) {
      auto last = static_cast<double>(took_us_.size()) - 1;
      return took_us_.empty()
                 ? 0
                 : took_us_[static_cast<std::size_t>(last * share)];
    };
    return fmt::format(R"({{"requests":{},"failed":{},"p50_us":{:.0f},)"
                       R"("p90_us":{:.0f},"p99_us":{:.0f},"most_us":{:.0f}}})",
                       took_us_.size(), asked_for_ - took_us_.size(), part(0.5),
                       part(0.9), part(0.99), part(1));
  }

private:
  std::size_t answered() const {
    return took_us_.size() + refused_;
  }

  void send_due() {
    for (; !due_.empty() && !free_.empty(); due_.pop_front()) {
      auto& to = all_[free_.front()];
      free_.pop_front();
      to.due = due_.front();
      to.in.clear();
      if (send(to.fd, request_.data(), request_.size(), MSG_NOSIGNAL) < 0)
        fail("send");
    }
  }

  void receive(clock_type::duration at_most) {
    std::array<epoll_event, 64> events;
    auto ns = std::max<std::int64_t>(0, at_most / 1ns);
    timespec limit{ns / 1'000'000'000, ns % 1'000'000'000};
    auto count =
        epoll_pwait2(epoll_, events.data(), events.size(), &limit, nullptr);
    std::array<char, 65536> bytes;
    for (int i = 0; i < count; ++i) {
      auto& from = all_[events[i].data.u64];
      auto got = recv(from.fd, bytes.data(), bytes.size(), 0);
      if (got <= 0)
        fail("recv");
      from.in.append(bytes.data(), static_cast<std::size_t>(got));
      auto status = status_in(from.in);
      if (!status)
        continue;
      if (*status == 200)
        took_us_.push_back(micros{clock_type::now() - from.due}.count());
      else
        ++refused_;
      free_.push_back(events[i].data.u64);
    }
  }

  options asked_;
  std::mt19937_64 random_;                      ///< the same times in every run
  std::exponential_distribution<double> pause_; ///< seconds
  std::string request_;
  int epoll_;
  std::vector<connection> all_;
  std::deque<std::size_t> free_; ///< in turn
  std::deque<time_point> due_;
  std::size_t asked_for_ = 0;
  std::size_t refused_ = 0;
  std::vector<double> took_us_;
};

} // namespace

int main(int argc, char** argv) {
  options asked;
  CLI::App app{"Asks 127.0.0.1 for one path at a rate."};
  app.add_option("--port", asked.port)->required();
  app.add_option("--path", asked.path);
  app.add_option("--rate", asked.rate, "requests a second");
  app.add_option("--connections", asked.connections);
  app.add_option("--seconds", asked.seconds);
  CLI11_PARSE(app, argc, argv);
  load made{asked};
  made.run();
  fmt::print("{}\n", made.told());
}
