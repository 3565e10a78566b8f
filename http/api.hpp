/// The handlers of `/api/v1`. Each answers from one snapshot and waits for
/// nobody, `tag` excepted. Wrong parameters throw `bad_parameter`.
#pragma once

#include "http/message.hpp"
#include "http/site.hpp"

namespace murmuration::http::api {

reply top(site& from, const request& asked);
reply tag(site& from, const request& asked);
reply tag_over_time(site& from, const request& asked);
reply sentiment(site& from, const request& asked);
reply history(site& from, const request& asked);
reply words(site& from, const request& asked);
reply tweets(site& from, const request& asked);
reply status(site& from, const request& asked);
reply events(site& from, const request& asked);
reply config(site& from, const request& asked);
reply stream(site& from, const request& asked);

} // namespace murmuration::http::api
