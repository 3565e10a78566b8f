#include <algorithm>

#include "http/json/documents.hpp"
#include "http/json/time.hpp"
#include "http/json/writer.hpp"

namespace murmuration::http {

std::string events_json(const std::vector<told_event>& events,
                        std::size_t limit) {
  json_writer out;
  out.object([&] {
    out.array("events", [&] {
      for (std::size_t i = 0; i < std::min(limit, events.size()); ++i)
        out.object([&] {
          out.member("time", rfc3339_ms(events[i].at_ms));
          out.member("kind", events[i].kind);
          out.member("text", events[i].text);
        });
    });
  });
  return out.take();
}

} // namespace murmuration::http
