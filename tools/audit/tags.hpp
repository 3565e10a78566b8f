/// The hashtag rules of twitter-text, and the key under which a tag counts.
/// One instance a thread: it keeps its buffers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/audit/utf8.hpp"

namespace murmuration::audit {

class tag_extractor {
public:
  /// Overwrites `out` with the tags of `text`, valid UTF-8, in its order and
  /// without their signs.
  void find(std::string_view text, std::vector<std::string>& out);

private:
  code_points points_;
};

/// NFKC(casefold(NFKC(tag))); empty when `tag` is no UTF-8.
std::string key_of(std::string_view tag);

/// Without a leading `#` or `＃`.
std::string_view without_sign(std::string_view tag);

} // namespace murmuration::audit
