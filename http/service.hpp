/// HTTP as boot sees it: the addresses are taken when it is made, requests are
/// answered from `start` to `stop`.
///   publication published; http_service web{config, published, norm, look};
///   web.start(); … web.stop();
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "config/settings.hpp"
#include "http/publication.hpp"
#include "http/tag_lookup.hpp"

namespace murmuration::http {

class http_service {
public:
  /// Listens on `http.address` at `http.port` and `http.also-ports`. Throws
  /// `std::runtime_error`, with a text for the operator, when it cannot.
  /// Config and publication must outlive it; the functions are called from its
  /// threads until `stop` returns.
  http_service(const settings& config, publication& published,
               tag_normaliser normalise, tag_lookup look_up);

  /// As `stop`.
  ~http_service();

  void start();

  /// The actual ones, in the order of the config.
  std::vector<std::uint16_t> ports() const;

  /// Takes no more requests, ends the streams, and returns within a second
  /// (and the time of one lookup). May be called twice.
  void stop();

private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

} // namespace murmuration::http
