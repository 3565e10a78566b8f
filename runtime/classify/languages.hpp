/// Which tweets words and sentiment are taken from, by their language.
/// Immutable, thread safe.
///   language_filter filter{{"en"}, ""};
///   filter.covers("en-GB")   // true
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace murmuration {

class language_filter {
public:
  /// `languages`: language ranges (RFC 4647, basic filtering): `en` covers
  /// `en` and `en-GB`, `en-gb` only the latter, `*` every language. `assume`:
  /// the language of a tweet that has none; empty: it is not covered.
  language_filter(std::vector<std::string> languages,
                  const std::string& assume);

  /// `lang` as the record has it, upper or lower case; `_` counts as `-`.
  bool covers(std::string_view lang) const {
    return lang.empty() ? covers_none_ : matches(lang);
  }

private:
  bool matches(std::string_view lang) const;

  std::vector<std::string> ranges_; ///< lower case
  bool covers_none_;
};

} // namespace murmuration
