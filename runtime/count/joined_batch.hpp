/// One batch with what every leg made of it; immutable, shared with the legs.
#pragma once

#include "messages/partial.hpp"

namespace murmuration {

/// The parts of a leg that is switched off are null.
struct joined_batch {
  batch_ptr records;
  hashtag_partial_ptr tags;
  word_partial_ptr words;
  sentiment_partial_ptr labels;
};

} // namespace murmuration
