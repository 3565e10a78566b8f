#include "runtime/classify/load_model.hpp"

#include <stdexcept>

#include "runtime/classify/hashed_model.hpp"
#include "runtime/classify/languages.hpp"
#include "runtime/classify/model_file.hpp"
#include "runtime/classify/term_model.hpp"
#include "runtime/classify/word_hash.hpp"

namespace murmuration {

std::unique_ptr<sentiment_model> load_model(const model_request& asked) {
  auto bytes = read_whole_file(asked.model);
  if (!is_hashed_model(bytes))
    return load_term_model(asked.model, asked.vocabulary);
  return std::make_unique<hashed_model>(parse_hashed_model(bytes, asked.model),
                                        asked.neutral_band,
                                        content_hash(bytes, 0));
}

void require_languages(const sentiment_model& model,
                       const std::vector<std::string>& wanted) {
  auto& known = model.languages();
  if (known.empty())
    return;
  language_filter knows{known, ""};
  for (auto& language : wanted) {
    if (knows.covers(language))
      continue;
    std::string names;
    for (auto& x : known)
      names += (names.empty() ? "" : ", ") + x;
    throw std::invalid_argument(
        "classifier.languages names \"" + language
        + "\", which the sentiment model does not know (it knows: " + names
        + "); take it out, or name a model for it in classifier.model");
  }
}

} // namespace murmuration
