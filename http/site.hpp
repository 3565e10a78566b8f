/// What the routes answer from: everything is immutable or safe from any
/// thread, and outlives the server. Wired by http_service.
#pragma once

#include <atomic>
#include <memory>

#include "config/settings.hpp"
#include "http/counters.hpp"
#include "http/document_cache.hpp"
#include "http/growth.hpp"
#include "http/publication.hpp"
#include "http/tag_lookup.hpp"

namespace murmuration::http {

struct site {
  const settings& config;
  publication& published;
  tag_normaliser normalise;
  tag_lookup look_up;
  document_cache words{};
  document_cache tops{};
  document_cache lists{};
  counters counted{};
  growth grown{}; ///< for `/metrics`
  /// What was posted to /updateData; null: nothing was.
  std::atomic<std::shared_ptr<const document>> posted{};
};

} // namespace murmuration::http
