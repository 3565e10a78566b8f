#include "tools/inject/campaign.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "runtime/decode/hashtags.hpp"

namespace murmuration::inject {
namespace {

constexpr auto form_names =
    std::to_array<std::pair<std::string_view, campaign::form>>(
        {{"step", campaign::form::step},
         {"ramp", campaign::form::ramp},
         {"pulse", campaign::form::pulse}});

/// So that a tag fits into every made-up text.
constexpr std::size_t tag_bytes_max = 100;

/// The number at the front, and what is behind it.
std::optional<double> take_number(std::string_view& text) {
  double value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(),
                                      value, std::chars_format::fixed);
  if (error != std::errc{} || value < 0)
    return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

double read_seconds(std::string_view name, std::string_view text) {
  auto rest = text;
  auto value = take_number(rest);
  auto unit = rest == "s" ? 1 : rest == "m" ? 60 : rest == "h" ? 3600 : 0;
  if (!value || unit == 0)
    throw std::invalid_argument(fmt::format(
        "{}={}: expected a time such as 60s, 5m or 1h", name, text));
  return *value * unit;
}

double read_peak(std::string_view text) {
  auto rest = text;
  auto value = take_number(rest);
  if (!value || rest != "/s" || *value == 0)
    throw std::invalid_argument(fmt::format(
        "peak={}: expected tweets a second, such as 20/s or 0.5/s", text));
  return *value;
}

std::string read_tag(std::string_view text) {
  if (text.starts_with('#'))
    text.remove_prefix(1);
  auto written = fmt::format("#{}", text);
  std::vector<hashtag> found;
  extract_hashtags(written, found);
  if (found.size() != 1 || found.front().text != text
      || text.size() > tag_bytes_max)
    throw std::invalid_argument(
        fmt::format("tag={}: expected a hashtag of at most {} bytes: letters, "
                    "digits and _, with a letter",
                    text, tag_bytes_max));
  return std::string{text};
}

campaign::form read_form(std::string_view text) {
  for (const auto& [name, form] : form_names)
    if (name == text)
      return form;
  throw std::invalid_argument(
      fmt::format("shape={}: expected step, ramp or pulse", text));
}

void read_part(campaign& out, std::string_view name, std::string_view value) {
  if (name == "tag")
    out.tag = read_tag(value);
  else if (name == "start")
    out.start_s = read_seconds(name, value);
  else if (name == "length")
    out.length_s = read_seconds(name, value);
  else if (name == "peak")
    out.peak = read_peak(value);
  else if (name == "shape")
    out.shape = read_form(value);
  else
    throw std::invalid_argument(fmt::format(
        "'{}': expected tag=, start=, length=, peak= or shape=", name));
}

campaign read_parts(std::string_view spec) {
  campaign out;
  while (!spec.empty()) {
    auto part = spec.substr(0, spec.find(','));
    spec.remove_prefix(std::min(part.size() + 1, spec.size()));
    auto equals = part.find('=');
    auto value =
        equals == part.npos ? std::string_view{} : part.substr(equals + 1);
    read_part(out, part.substr(0, equals), value);
  }
  if (out.tag.empty())
    throw std::invalid_argument("it has no tag=");
  if (out.length_s <= 0)
    throw std::invalid_argument("it has no length=");
  if (out.peak <= 0)
    throw std::invalid_argument("it has no peak=");
  return out;
}

} // namespace

campaign read_campaign(std::string_view spec) {
  try {
    return read_parts(spec);
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(
        fmt::format("--campaign '{}': {}", spec, error.what()));
  }
}

void check_pace(const std::vector<campaign>& all, double pace) {
  // The sum is highest where one of them begins.
  for (const auto& at : all) {
    double sum = 0;
    for (const auto& x : all)
      if (x.start_s <= at.start_s && at.start_s < x.start_s + x.length_s)
        sum += x.peak;
    if (sum > pace)
      throw std::invalid_argument(fmt::format(
          "--campaign: {} tweets a second at {} s are more than the stream "
          "has, {} by its own clock: lower peak= or raise --rate",
          sum, at.start_s, pace));
  }
}

double expected_tweets(const campaign& x, double elapsed_s) {
  auto t = std::clamp(elapsed_s - x.start_s, 0.0, x.length_s);
  switch (x.shape) {
    case campaign::form::step:
      return x.peak * t;
    case campaign::form::ramp:
      return x.peak * t * t / (2 * x.length_s);
    case campaign::form::pulse:
      break;
  }
  // Of a triangle: what is left behind its middle is what it rose before.
  auto half = x.length_s / 2;
  auto rise = [&](double s) {
    return x.peak * s * s / x.length_s;
  };
  return t <= half ? rise(t) : x.peak * half - rise(x.length_s - t);
}

std::string_view name_of(campaign::form x) {
  for (const auto& [name, form] : form_names)
    if (form == x)
      return name;
  return "";
}

} // namespace murmuration::inject
