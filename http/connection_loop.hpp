/// One thread that holds every connection. It never waits for a client: a
/// request is answered when it is complete, an answer is sent as fast as the
/// client takes it, and each phase ends after a fixed time. So slow clients
/// cost memory, which is bounded, and nobody's time. When all places are taken
/// the connection that has kept us waiting longest makes room.
///   connection_loop loop{site, router, std::move(listeners)}; loop.run();
#pragma once

#include <atomic>
#include <mutex>
#include <vector>

#include "http/connection_table.hpp"
#include "http/engine.hpp"
#include "http/listener.hpp"
#include "http/poller.hpp"
#include "http/stream_feed.hpp"

namespace murmuration::http {

class connection_loop {
public:
  connection_loop(site& from, const router& routes,
                  std::vector<listener> listeners);
  ~connection_loop();

  /// Returns some time after `stop`, at most 0.5 s.
  void run();

  /// From any thread.
  void stop();

private:
  using iterator = connection_table::iterator;

  // Taking connections (connection_accept.cpp).
  void accept_from(const listener& open);
  void admit(int fd);
  bool make_room();
  void pause_accepting();
  void resume_accepting();

  // One connection (connection_io.cpp).
  void on_event(iterator it, std::uint32_t events);
  void receive(iterator it);
  void discard(iterator it);
  void advance(iterator it);
  void hand_over(iterator it, lane where, job work);
  void send(iterator it, answer made);
  void flush(iterator it);
  void after_answer(iterator it);
  bool feed(iterator it);
  void refuse(iterator it, int status);
  void enter(iterator it, phase next, std::uint32_t interest);
  void drop(iterator it);

  // All of them (connection_loop.cpp).
  std::optional<std::chrono::milliseconds> patience() const;
  void take_finished();
  void look_again();
  void end_late();
  void feed_streams();
  void feed_due();
  void feed_no_later_than(time_point x);
  void look_after_streams();
  void begin_stop();
  bool stopped() const;
  void post(finished x);

  site& from_;
  std::vector<listener> listeners_;
  poller io_;
  connection_table table_;
  engine own_;
  stream_feed feed_;
  std::vector<connection_id> again_; ///< at most one entry a connection
  std::string buffer_;               ///< what one `recv` gets
  std::size_t unsent_ = 0;           ///< bytes in all `out`, bounded
  time_point now_;
  time_point fed_at_;
  std::optional<time_point> next_feed_; ///< none: when there are news
  bool hungry_ = false;  ///< a stream would take news, but there are none
  time_point next_look_; ///< at the streams that are quiet
  time_point stop_by_;
  std::optional<time_point> accept_again_;
  bool stopping_ = false;
  std::atomic<bool> stop_asked_{false};

  std::mutex finished_mutex_;
  std::vector<finished> finished_; ///< bounded by the lanes' queues

  worker_lane renders_;
  worker_lane lookups_;
};

} // namespace murmuration::http
