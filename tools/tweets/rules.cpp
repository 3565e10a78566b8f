#include "tools/tweets/rules.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace murmuration::tweets {
namespace {

bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::vector<std::string_view> words_of(std::string_view phrase) {
  std::vector<std::string_view> result;
  for (std::size_t at = 0; at < phrase.size();) {
    auto end = at;
    while (end < phrase.size() && !blank(phrase[end]))
      ++end;
    if (end > at)
      result.push_back(phrase.substr(at, end - at));
    at = end + 1;
  }
  return result;
}

/// Letters, digits, `_` and everything outside ASCII.
bool plain(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    auto x = static_cast<unsigned char>(c);
    return x >= 0x80 || x == '_' || std::isalnum(x) != 0;
  });
}

/// A hashtag, mention, cashtag or word that no operator looks like.
bool stands_as_it_is(std::string_view word) {
  if (word == "OR" || word == "AND" || word == "NOT")
    return false;
  if (word[0] == '#' || word[0] == '@' || word[0] == '$')
    word.remove_prefix(1);
  return plain(word);
}

std::string any_of(const std::vector<std::string>& parts) {
  std::string result;
  for (const auto& x : parts)
    (result += result.empty() ? "" : " OR ") += x;
  return parts.size() > 1 ? "(" + result + ")" : result;
}

std::string of_languages(const std::vector<std::string>& languages) {
  std::vector<std::string> parts;
  for (const auto& x : languages) {
    bool good =
        !x.empty() && x.size() <= 8
        && std::all_of(x.begin(), x.end(), [](char c) {
             return c == '-' || std::isalpha(static_cast<unsigned char>(c));
           });
    if (!good)
      throw std::invalid_argument("--language " + x
                                  + ": a code like `en` or `zh-TW`");
    parts.push_back("lang:" + x);
  }
  return parts.empty() ? "" : " " + any_of(parts);
}

void add_once(std::vector<std::string>& to, std::string value) {
  if (std::find(to.begin(), to.end(), value) == to.end())
    to.push_back(std::move(value));
}

} // namespace

std::string phrase_rule(std::string_view phrase) {
  auto words = words_of(phrase);
  if (words.empty())
    throw std::invalid_argument("--track: an empty word");
  std::string result;
  for (auto word : words) {
    if (!result.empty())
      result += ' ';
    if (stands_as_it_is(word)) {
      result += word;
      continue;
    }
    if (word.find_first_not_of("#@$") == std::string_view::npos)
      throw std::invalid_argument(
          "--track " + std::string{word}
          + ": v2 has no rule for a sign alone; tweets with any hashtag that "
            "also have one of some words: --rule 'has:hashtags lang:en (good "
            "OR new OR love)'");
    if (word.find('"') != std::string_view::npos)
      throw std::invalid_argument("--track " + std::string{phrase}
                                  + ": words have no quotes; see --rule");
    ((result += '"') += word) += '"';
  }
  return words.size() > 1 ? "(" + result + ")" : result;
}

std::vector<std::string> build_rules(const wanted& asked) {
  auto languages = of_languages(asked.languages);
  if (!languages.empty() && asked.track.empty())
    throw std::invalid_argument(
        "--language goes with --track; in a --rule write lang:en");
  std::vector<std::string> result, group;
  auto finish = [&] {
    if (!group.empty())
      add_once(result, any_of(group) + languages);
    group.clear();
  };
  std::size_t size = 0;
  for (const auto& phrase : asked.track) {
    auto part = phrase_rule(phrase);
    // " OR " and the brackets around all of them.
    if (size + part.size() + 6 + languages.size() > rule_bytes_max) {
      finish();
      size = 0;
    }
    size += part.size() + 4;
    add_once(group, std::move(part));
  }
  finish();
  for (const auto& x : asked.raw) {
    auto words = words_of(x);
    if (words.empty())
      throw std::invalid_argument("--rule: an empty rule");
    add_once(result, x);
  }
  return result;
}

rule_changes plan_changes(const std::vector<rule>& present,
                          const std::vector<std::string>& asked) {
  rule_changes result;
  for (const auto& x : present) {
    if (x.tag == rule_tag
        && std::find(asked.begin(), asked.end(), x.value) == asked.end())
      result.remove.push_back(x.id);
  }
  for (const auto& value : asked) {
    if (std::none_of(present.begin(), present.end(),
                     [&](const rule& x) { return x.value == value; }))
      result.add.push_back(value);
  }
  return result;
}

} // namespace murmuration::tweets
