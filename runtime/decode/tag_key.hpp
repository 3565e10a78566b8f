/// From the spelling of a hashtag to the key that is counted: "Coffee",
/// "COFFEE" and "ｃｏｆｆｅｅ" are one tag, "café" and "cafe" are two. Depends
/// on no locale. Pure functions.
///
///   tag_key("Straße", bytes) == "strasse"
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "messages/arena.hpp"

namespace murmuration {

/// Longer spellings are no tags: Twitter's stay below 300 characters, and keys
/// without a bound would make ledger cells without a bound.
inline constexpr std::size_t tag_bytes_max = 1000;

/// NFKC(casefold(NFKC(tag))) of a tag without its `#`. Gives `tag` itself when
/// that is its key already (lower-case ASCII), else a view into `bytes`.
/// Empty when `tag` is empty or no valid UTF-8.
std::string_view tag_key(std::string_view tag, arena& bytes);

/// `tag` without one leading `#` or `＃`.
std::string_view without_hash_sign(std::string_view tag);

/// The key for what somebody typed or put into a URL, with or without `#`.
std::string normalize_query(std::string_view query);

} // namespace murmuration
