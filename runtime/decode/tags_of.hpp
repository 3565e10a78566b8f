/// The tags that one tweet counts for. Pure; the views in `out` point into the
/// batch and into `bytes`.
///
///   for (auto& t : batch->tweets)
///     tags_of(*batch, t, scratch, partial.tags, partial.bytes);
#pragma once

#include <vector>

#include "messages/arena.hpp"
#include "messages/batch.hpp"
#include "messages/partial.hpp"
#include "messages/tweet.hpp"

namespace murmuration {

/// Appends the tags of `from`, a tweet of `batch`: its entities' if it has
/// entities, else what the extractor finds. Each key once, with the spelling
/// that comes first. `scratch` is overwritten.
void tags_of(const tweet_batch& batch, const tweet& from,
             std::vector<hashtag>& scratch, std::vector<tag_use>& out,
             arena& bytes);

} // namespace murmuration
