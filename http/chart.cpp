#include "http/chart.hpp"

#include <algorithm>

#include "http/asked_list.hpp"
#include "http/form.hpp"
#include "http/json/documents.hpp"
#include "http/parameters.hpp"
#include "http/written_list.hpp"

namespace murmuration::http::chart {

namespace {

/// Browsers name the page that posts; programs do not. Without this, any page
/// that somebody on this machine opens could write here.
bool from_foreign_page(const site& from, const request& asked) {
  if (asked.origin.empty() || asked.origin == "http://" + asked.host
      || asked.origin == "https://" + asked.host)
    return false;
  const auto& allowed = from.config.http.cors_origins;
  return std::none_of(allowed.begin(), allowed.end(), [&](const auto& x) {
    return x == "*" || x == asked.origin;
  });
}

} // namespace

reply refresh_data(site& from, const request&) {
  reply made;
  if (auto posted = from.posted.load()) {
    made.body = *posted;
    return made;
  }
  if (from.config.hashtag_counter.pool_size == 0)
    return problem(404, "This part of the engine is switched off: "
                        "`hashtag-counter.pool-size` is 0 in its config.");
  return json_reply(chart_json(from.published.load()->served.get()));
}

reply update_data(site& from, const request& asked) {
  if (!from.config.http.update_data)
    return problem(404, "Nothing can be posted here: `http.update-data` is "
                        "false in the engine's config.");
  if (from_foreign_page(from, asked))
    return problem(403, "A page of another origin may not post here; origins "
                        "are added with `http.cors-origins`.");
  auto fields = read_form(asked.content_type, asked.body);
  if (!fields)
    return problem(400, "The body must be a form: "
                        "application/x-www-form-urlencoded or "
                        "multipart/form-data.");
  const auto* label = fields->find("label");
  const auto* data = fields->find("data");
  if (!label || !data)
    return problem(400, "The form needs the fields `label` and `data`.");
  auto labels = read_text_list(*label);
  if (!labels)
    return problem(400, "`label` must be a list of texts, such as "
                        "['#a', '#b'].");
  auto numbers = read_number_list(*data);
  if (!numbers)
    return problem(400, "`data` must be a list of numbers, such as [3, 2].");
  if (labels->size() != numbers->size())
    return problem(400, "`label` and `data` must have the same length.");
  auto bytes = chart_json(*labels, *numbers);
  if (!bytes)
    return problem(400, "`label` must be UTF-8.");
  from.posted.store(
      std::make_shared<const document>(make_document(std::move(*bytes))));
  reply made;
  made.status = 201;
  made.type = "text/plain; charset=utf-8";
  made.body.bytes = std::make_shared<const std::string>("success");
  return made;
}

void check_widget(const request& asked) {
  whole_number(asked, "k", 10, 1, 10);
  whole_number(asked, "refresh", 1, 1, 3600);
  list_of(asked);
  one_of(asked, "theme", {"auto", "light", "dark"});
}

} // namespace murmuration::http::chart
