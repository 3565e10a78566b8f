/// Our own list of English words that praise or complain, each a row of its
/// own in training: a text of a domain that the training data does not know
/// still has words whose meaning is no question.
#pragma once

#include "tools/train/rows.hpp"

namespace murmuration::train {

/// Adds the words of `language` as rows of the source `words_source`. Returns
/// whether there are any: there is a list for "en" only.
bool add_word_list(rows& data, std::string_view language);

} // namespace murmuration::train
