/// The rules of the filtered stream. Pure functions; no network.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace murmuration::tweets {

/// What marks our rules: only such are ever deleted.
inline constexpr std::string_view rule_tag = "murmuration";

/// Longer rules are refused by X's smaller plans.
inline constexpr std::size_t rule_bytes_max = 512;

/// What the command line asks for.
struct wanted {
  std::vector<std::string> track;     ///< each: words, all of which must occur
  std::vector<std::string> languages; ///< of `track`: any of them
  std::vector<std::string> raw;       ///< rules in X's own language
};

/// One `--track` phrase as a rule: words that mean something else there (`OR`,
/// `from:x`, `-a`) are put in quotes. Throws std::invalid_argument.
std::string phrase_rule(std::string_view phrase);

/// The rules for all of it, none longer than `rule_bytes_max` unless one phrase
/// alone is. Each once, in order. Throws std::invalid_argument: what is wrong
/// and what to do.
std::vector<std::string> build_rules(const wanted& asked);

struct rule {
  std::string id;
  std::string value;
  std::string tag;
};

/// One page of `GET …/rules`.
struct rules_page {
  std::vector<rule> rules;
  std::string next; ///< token of the next page; empty: this is the last
};

/// Throws std::runtime_error when it is not such an answer.
rules_page read_rules(std::string_view json);

/// How to get from what is there to what is wanted.
struct rule_changes {
  std::vector<std::string> remove; ///< ids, only of rules with our tag
  std::vector<std::string> add;    ///< values that nobody has added yet
};

rule_changes plan_changes(const std::vector<rule>& present,
                          const std::vector<std::string>& asked);

/// Bodies of `POST …/rules`.
std::string add_body(const std::vector<std::string>& values);
std::string remove_body(const std::vector<std::string>& ids);

/// What X refused of an `add`; empty: all is in force. A rule that is there
/// under another tag (`DuplicateRule`) is in force.
std::string refused_rules(std::string_view json);

} // namespace murmuration::tweets
