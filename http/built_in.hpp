/// The pages and their parts, from the files that are built into the program:
/// as they are, or the gzip form that was made with the build, for clients that
/// take it. Immutable once made; any thread.
///   reply made = built_in::page("/index.html", asked);
#pragma once

#include <string_view>

#include "http/message.hpp"

namespace murmuration::http::built_in {

/// A page: asked for anew each time, answered 304 when the client has it.
reply page(std::string_view path, const request& asked);

/// What a page consists of, below `/assets/`. Its name changes with its
/// content, so that a client may keep it for ever; 404 for any other name.
reply page_part(const request& asked);

/// Whether an `Accept-Encoding` allows gzip (RFC 9110, 12.5.3). Of a value that
/// is not well-formed nothing is believed.
bool takes_gzip(std::string_view accept_encoding);

} // namespace murmuration::http::built_in
