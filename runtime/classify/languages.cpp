#include "runtime/classify/languages.hpp"

#include <algorithm>
#include <utility>

namespace murmuration {
namespace {

char folded(char c) {
  if (c >= 'A' && c <= 'Z')
    return static_cast<char>(c - 'A' + 'a');
  return c == '_' ? '-' : c;
}

} // namespace

language_filter::language_filter(std::vector<std::string> languages,
                                 const std::string& assume)
  : ranges_(std::move(languages)) {
  for (auto& range : ranges_)
    std::transform(range.begin(), range.end(), range.begin(), folded);
  covers_none_ = !assume.empty() && matches(assume);
}

bool language_filter::matches(std::string_view lang) const {
  auto within = [lang](std::string_view range) {
    if (range == "*")
      return true;
    if (lang.size() < range.size()
        || (lang.size() > range.size() && folded(lang[range.size()]) != '-'))
      return false;
    return std::equal(range.begin(), range.end(), lang.begin(),
                      [](char a, char b) { return a == folded(b); });
  };
  return std::any_of(ranges_.begin(), ranges_.end(), within);
}

} // namespace murmuration
