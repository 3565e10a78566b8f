/// The members of v1.1 objects, and the user object, in either notation (see
/// value_out.hpp). Pure functions of their arguments.
#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>

#include <fmt/format.h>

#include "tools/inject/dice.hpp"
#include "tools/inject/made_tweet.hpp"
#include "tools/inject/times.hpp"

namespace murmuration::inject {

template <class Out>
void field(Out& out, std::string_view name, std::string_view text) {
  out.key(name);
  out.string(text);
}

template <class Out>
void flag(Out& out, std::string_view name, bool x) {
  out.key(name);
  out.boolean(x);
}

template <class Out>
void nothing(Out& out, std::string_view name) {
  out.key(name);
  out.null();
}

template <class Out>
void count(Out& out, std::string_view name, std::integral auto x) {
  out.key(name);
  out.number(x);
}

/// An id, as a number and as text.
template <class Out>
void ids(Out& out, std::string_view name, std::uint64_t id) {
  count(out, name, id);
  field(out, fmt::format("{}_str", name), fmt::to_string(id));
}

template <class Out>
void user(Out& out, const person& x) {
  dice looks{x.id};
  auto colour = [&] {
    return fmt::format("{:06X}", looks.next() >> 40);
  };
  auto picture =
      fmt::format("/profile_images/{}/{:x}_normal.jpg", x.id, looks.next());
  auto ground =
      fmt::format("/profile_background_images/{}/{:x}.png", x.id, looks.next());
  out.open_object();
  ids(out, "id", x.id);
  field(out, "name", x.name);
  field(out, "screen_name", x.screen_name);
  field(out, "location", x.location);
  if (x.url)
    field(out, "url", fmt::format("http://example.com/{}", x.screen_name));
  else
    nothing(out, "url");
  field(out, "description", x.description);
  flag(out, "protected", false);
  flag(out, "verified", looks.chance(.01));
  count(out, "followers_count", x.followers);
  count(out, "friends_count", x.friends);
  count(out, "listed_count", x.followers / 60);
  count(out, "favourites_count", x.statuses / 3);
  count(out, "statuses_count", x.statuses);
  field(out, "created_at", v1_time(x.since_ms));
  nothing(out, "utc_offset");
  nothing(out, "time_zone");
  flag(out, "geo_enabled", looks.chance(.5));
  field(out, "lang", x.lang);
  flag(out, "contributors_enabled", false);
  flag(out, "is_translator", false);
  field(out, "profile_background_color", colour());
  field(out, "profile_background_image_url", "http://pbs.example.com" + ground);
  field(out, "profile_background_image_url_https",
        "https://pbs.example.com" + ground);
  flag(out, "profile_background_tile", looks.chance(.3));
  field(out, "profile_link_color", colour());
  field(out, "profile_sidebar_border_color", colour());
  field(out, "profile_sidebar_fill_color", colour());
  field(out, "profile_text_color", colour());
  flag(out, "profile_use_background_image", true);
  field(out, "profile_image_url", "http://pbs.example.com" + picture);
  field(out, "profile_image_url_https", "https://pbs.example.com" + picture);
  if (x.banner)
    field(out, "profile_banner_url",
          fmt::format("https://pbs.example.com/profile_banners/{}/{}", x.id,
                      x.since_ms / 1000));
  flag(out, "default_profile", looks.chance(.5));
  flag(out, "default_profile_image", false);
  nothing(out, "following");
  nothing(out, "follow_request_sent");
  nothing(out, "notifications");
  out.close_object();
}

} // namespace murmuration::inject
