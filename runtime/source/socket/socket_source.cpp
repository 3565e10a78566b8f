#include "runtime/source/socket/socket_source.hpp"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>
#include <vector>

#include <poll.h>

#include "runtime/source/socket/connection.hpp"
#include "runtime/source/socket/inbox.hpp"
#include "runtime/source/socket/socket_reader.hpp"
#include "runtime/source/socket/wake_event.hpp"

namespace murmuration {

namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using socket_lines::connection;
using socket_lines::inbox;
using socket_lines::socket_reader;
using socket_lines::wake_event;

constexpr auto for_ever = -1ms;
constexpr std::size_t receive_bytes = 64u << 10;

std::string records(std::int64_t count) {
  return std::to_string(count) + (count == 1 ? " record" : " records");
}

class socket_source final : public record_source {
public:
  explicit socket_source(socket_options options)
    : options_(std::move(options))
    , event_(std::make_shared<wake_event>())
    , inbox_(std::make_shared<inbox>(options_.buffer_bytes_max,
                                     options_.record_bytes_max,
                                     [event = event_] { event->ring(); })) {}

  ~socket_source() override {
    stop();
  }

  void start(source_events events) override {
    events_ = std::move(events);
    thread_ = std::thread{[this] {
      run();
    }};
  }

  std::unique_ptr<partition_reader> open(const open_request& request,
                                         std::function<void()> wake) override {
    // Nothing can be compared with the ledger's fingerprint.
    auto made =
        std::make_unique<socket_reader>(inbox_, request.from, std::move(wake));
    if (const auto& lost = made->lost())
      options_.log(records(lost->to.value - lost->from.value)
                   + " in flight were lost by a rewind: the status shows a gap "
                     "at offset "
                   + std::to_string(lost->from.value));
    return made;
  }

  void released(const std::vector<topic_partition>&) override {
    // Nobody else reads this connection: nothing is ever revoked.
  }

  void commit(const topic_partition&, offset durable) override {
    inbox_->durable(durable);
  }

  void stop() override {
    if (!thread_.joinable())
      return;
    stopping_ = true;
    event_->ring();
    thread_.join();
    auto left = inbox_->left();
    if (left.handed_over + left.waiting > 0)
      options_.log(records(left.handed_over + left.waiting)
                   + " received and not durable are lost: a socket cannot be "
                     "read again");
  }

private:
  void run() {
    // Its end is in nobody's hands.
    events_.found({{.source = socket_partition(),
                    .earliest = {},
                    .end = {},
                    .end_known = false}});
    events_.assigned({socket_partition()});
    auto pause = options_.retry_first;
    while (!stopping_) {
      // What nobody can count yet is not asked for.
      if (!inbox_->wants_more()) {
        event_->wait(-1, 0, for_ever);
        continue;
      }
      connection to;
      auto error = to.open(options_.address, *event_, stopping_);
      if (error.empty()) {
        tell(true, {});
        if (receive(to, error))
          pause = options_.retry_first;
      }
      if (stopping_)
        return;
      tell(false, "no texts from " + options_.address + ": " + error
                      + "; the engine connects again by itself");
      wait(pause);
      pause = std::min(2 * pause, options_.retry_last);
    }
  }

  /// Until the connection is over; true when something came.
  bool receive(connection& from, std::string& error) {
    auto came = false;
    std::vector<char> buffer(receive_bytes);
    while (!stopping_) {
      // A full inbox: also a closed connection waits, else poll would not.
      auto fd = inbox_->wants_more() ? from.fd() : -1;
      if (!event_->wait(fd, POLLIN, for_ever))
        continue;
      auto count = from.receive(buffer, error);
      if (count < 0)
        break;
      came = came || count > 0;
      inbox_->put({buffer.data(), static_cast<std::size_t>(count)});
    }
    if (auto cut = inbox_->cut(); cut > 0)
      options_.log("the connection ended inside a line: its "
                   + std::to_string(cut) + " bytes are no record");
    return came;
  }

  void wait(std::chrono::milliseconds time) {
    auto until = clock::now() + time;
    while (!stopping_ && clock::now() < until)
      event_->wait(-1, 0,
                   std::chrono::ceil<std::chrono::milliseconds>(
                       std::max(until - clock::now(), clock::duration{})));
  }

  /// Each state once: a sender that is away is tried for hours.
  void tell(bool connected, const std::string& reason) {
    if (told_ == std::pair{connected, reason})
      return;
    told_ = {connected, reason};
    events_.connected(connected, reason);
  }

  socket_options options_;
  std::shared_ptr<wake_event> event_;
  std::shared_ptr<inbox> inbox_; ///< readers may outlive the source
  source_events events_;
  std::atomic<bool> stopping_ = false;
  std::pair<bool, std::string> told_; ///< for `run` alone
  std::thread thread_;
};

} // namespace

topic_partition socket_partition() {
  return {"socket", {0}};
}

std::unique_ptr<record_source> make_socket_source(socket_options options) {
  return std::make_unique<socket_source>(std::move(options));
}

} // namespace murmuration
