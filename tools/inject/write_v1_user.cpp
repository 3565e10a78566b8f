#include "tools/inject/dice.hpp"
#include "tools/inject/times.hpp"
#include "tools/inject/write_tweet.hpp"

namespace murmuration::inject {
namespace {

/// Six large hexadecimal digits.
struct colour {
  static constexpr std::size_t size_max = 6;
  std::uint64_t rgb;

  char* write(char* at) const {
    for (int shift = 20; shift >= 0; shift -= 4)
      *at++ = "0123456789ABCDEF"[rgb >> shift & 15];
    return at;
  }
};

/// What a user's page looks like, drawn by the user's id.
struct page {
  explicit page(std::uint64_t id)
    : rolls{id} {}

  colour next_colour() {
    return {rolls.next() >> 40};
  }

  dice rolls;
  hex<> picture{rolls.next()};
  hex<> ground{rolls.next()};
  bool verified = rolls.chance(.01);
  bool located = rolls.chance(.5);
  colour behind = next_colour();
  bool tiled = rolls.chance(.3);
  colour link = next_colour();
  colour border = next_colour();
  colour fill = next_colour();
  colour text = next_colour();
  bool as_given = rolls.chance(.5);
};

} // namespace

void write_v1_user(record_text& out, const person& x) {
  page looks{x.id};
  out.put(R"({"id":)", x.id, R"(,"id_str":")", x.id, R"(","name":")", x.name,
          R"(","screen_name":")", x.screen_name, R"(","location":")",
          x.location);
  if (x.url)
    out.put(R"(","url":"http:\/\/example.com\/)", x.screen_name, "\"");
  else
    out.put(R"(","url":null)");
  out.put(R"(,"description":")", x.description,
          R"(","protected":false,"verified":)", looks.verified,
          R"(,"followers_count":)", x.followers, R"(,"friends_count":)",
          x.friends, R"(,"listed_count":)", x.followers / 60,
          R"(,"favourites_count":)", x.statuses / 3, R"(,"statuses_count":)",
          x.statuses, R"(,"created_at":")", v1_time{x.since_ms},
          R"(","utc_offset":null,"time_zone":null,"geo_enabled":)",
          looks.located, R"(,"lang":")", x.lang,
          R"(","contributors_enabled":false,"is_translator":false,)"
          R"("profile_background_color":")",
          looks.behind,
          R"(","profile_background_image_url":)"
          R"("http:\/\/pbs.example.com\/profile_background_images\/)",
          x.id, R"(\/)", looks.ground,
          R"(.png","profile_background_image_url_https":)"
          R"("https:\/\/pbs.example.com\/profile_background_images\/)",
          x.id, R"(\/)", looks.ground, R"(.png","profile_background_tile":)",
          looks.tiled, R"(,"profile_link_color":")", looks.link,
          R"(","profile_sidebar_border_color":")", looks.border,
          R"(","profile_sidebar_fill_color":")", looks.fill,
          R"(","profile_text_color":")", looks.text,
          R"(","profile_use_background_image":true,"profile_image_url":)"
          R"("http:\/\/pbs.example.com\/profile_images\/)",
          x.id, R"(\/)", looks.picture,
          R"(_normal.jpg","profile_image_url_https":)"
          R"("https:\/\/pbs.example.com\/profile_images\/)",
          x.id, R"(\/)", looks.picture, R"(_normal.jpg")");
  if (x.banner)
    out.put(R"(,"profile_banner_url":)"
            R"("https:\/\/pbs.example.com\/profile_banners\/)",
            x.id, R"(\/)", x.since_ms / 1000, "\"");
  out.put(R"(,"default_profile":)", looks.as_given,
          R"(,"default_profile_image":false,"following":null,)"
          R"("follow_request_sent":null,"notifications":null})");
}

} // namespace murmuration::inject
