#include "http/service.hpp"

#include <pthread.h>

#include <csignal>
#include <thread>

#include "http/connection_loop.hpp"

namespace murmuration::http {

namespace {

std::vector<listener> open_all(const settings& config) {
  std::vector<listener> opened;
  opened.emplace_back(config.http.address, config.http.port);
  for (auto port : config.http.also_ports)
    opened.emplace_back(config.http.address, port);
  return opened;
}

std::vector<std::uint16_t> ports_of(const std::vector<listener>& opened) {
  std::vector<std::uint16_t> ports;
  for (const auto& open : opened)
    ports.push_back(open.port());
  return ports;
}

/// Signals are main's business: threads made while this lives get none.
class signals_blocked {
public:
  signals_blocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before_);
  }
  ~signals_blocked() {
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  signals_blocked(const signals_blocked&) = delete;
  signals_blocked& operator=(const signals_blocked&) = delete;

private:
  sigset_t before_{};
};

} // namespace

struct http_service::parts {
  site from;
  std::vector<listener> opened;
  std::vector<std::uint16_t> ports;
  router routes;
  std::unique_ptr<connection_loop> loop;
  std::thread thread;

  parts(const settings& config, publication& published,
        tag_normaliser normalise, tag_lookup look_up)
    : from{config, published, std::move(normalise), std::move(look_up)}
    , opened{open_all(config)}
    , ports{ports_of(opened)}
    , routes{from} {}
};

http_service::http_service(const settings& config, publication& published,
                           tag_normaliser normalise, tag_lookup look_up)
  : parts_{std::make_unique<parts>(config, published, std::move(normalise),
                                   std::move(look_up))} {}

http_service::~http_service() {
  stop();
}

void http_service::start() {
  signals_blocked while_threads_start;
  parts_->loop = std::make_unique<connection_loop>(parts_->from, parts_->routes,
                                                   std::move(parts_->opened));
  parts_->thread = std::thread{[loop = parts_->loop.get()] {
    loop->run();
  }};
}

std::vector<std::uint16_t> http_service::ports() const {
  return parts_->ports;
}

void http_service::stop() {
  if (!parts_->thread.joinable())
    return;
  parts_->loop->stop();
  parts_->thread.join();
  parts_->loop.reset();
}

} // namespace murmuration::http
