#include "runtime/decode/tags_of.hpp"

#include <algorithm>

#include "runtime/decode/hashtags.hpp"
#include "runtime/decode/tag_key.hpp"

namespace murmuration {

namespace {

/// Up to here, each tag is compared with all before it; a tweet of Twitter's
/// has fewer. More are sorted, so that a long text costs no square.
constexpr std::ptrdiff_t compared_max = 64;

bool same_key(const tag_use& a, const tag_use& b) {
  return a.key == b.key;
}

/// Keeps the first of the tags from `first` on that have the same key.
void keep_each_once(std::vector<tag_use>& out, std::ptrdiff_t from) {
  auto first = out.begin() + from;
  std::stable_sort(first, out.end(), [](const tag_use& a, const tag_use& b) {
    return a.key < b.key;
  });
  out.erase(std::unique(first, out.end(), same_key), out.end());
}

} // namespace

void tags_of(const tweet_batch& batch, const tweet& from,
             std::vector<hashtag>& scratch, std::vector<tag_use>& out,
             arena& bytes) {
  const auto* tags = batch.entity_tags.data() + from.tags_first;
  std::size_t count = from.tags_count;
  if (!from.has_entities) {
    scratch.clear();
    extract_hashtags(from.text, scratch);
    tags = scratch.data();
    count = scratch.size();
  }
  const auto before = static_cast<std::ptrdiff_t>(out.size());
  const auto many = static_cast<std::ptrdiff_t>(count) > compared_max;
  for (std::size_t i = 0; i < count; ++i) {
    if (tags[i].text.size() > tag_bytes_max)
      continue;
    tag_use use{tag_key(tags[i].text, bytes), tags[i].text};
    auto known =
        !many
        && std::any_of(out.begin() + before, out.end(),
                       [&use](const tag_use& x) { return same_key(x, use); });
    if (!use.key.empty() && !known)
      out.push_back(use);
  }
  if (many)
    keep_each_once(out, before);
}

} // namespace murmuration
