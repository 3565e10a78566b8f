/// The text of `/metrics`, in Prometheus' format 0.0.4. Any thread.
#pragma once

#include <string>

#include "http/site.hpp"

namespace murmuration::http {

std::string metrics_text(site& from);

} // namespace murmuration::http
