/// Finds the hashtags of a tweet's text by twitter-text's rules, so that it
/// agrees with the `entities` that Twitter sends, positions included. Pure,
/// linear in the text, safe on any bytes.
///
///   std::vector<hashtag> tags;
///   extract_hashtags("Good #Morning", tags);  // {"Morning", 5, 13}
#pragma once

#include <string_view>
#include <vector>

#include "messages/tweet.hpp"

namespace murmuration {

/// Appends the tags of `text` (HTML-escaped, as Twitter sends it) to `out`, in
/// the order of the text; they are views of `text`.
void extract_hashtags(std::string_view text, std::vector<hashtag>& out);

} // namespace murmuration
