#include <stdexcept>
#include <unordered_set>

#include <fmt/format.h>

#include "tools/tweets/session.hpp"
#include "tools/tweets/stream_line.hpp"

namespace murmuration::tweets {
namespace {

constexpr const char* rules_path = "/2/tweets/search/stream/rules";

/// X allows 1,000 rules; a page has 1,000.
constexpr int pages_max = 100;

bool good(const http_answer& x) {
  return (x.status == 200 || x.status == 201) && x.failure.empty();
}

bool refused(const http_answer& x) {
  return (x.status == 400 || x.status == 422) && x.failure.empty();
}

} // namespace

/// Tries until there is an answer that is good, or says what is wrong with the
/// rules; nothing when it ended meanwhile.
std::optional<http_answer>
session::ask(const std::string& path, const std::optional<std::string>& body) {
  while (!ended()) {
    auto answer = with_.api.ask(path, body, [this] {
      with_.out.tick();
      return !ended();
    });
    if (good(answer) || (body && refused(answer))) {
      waits_.worked();
      return answer;
    }
    if (ended() || !wait(judge(answer)))
      break;
  }
  return std::nullopt;
}

bool session::read_all_rules(std::vector<rule>& into) {
  std::string path = rules_path;
  for (int i = 0; i < pages_max; ++i) {
    auto answer = ask(path, std::nullopt);
    if (!answer)
      return false;
    auto page = read_rules(answer->body);
    into.insert(into.end(), page.rules.begin(), page.rules.end());
    if (page.next.empty())
      return true;
    path = fmt::format("{}?pagination_token={}", rules_path, page.next);
  }
  throw std::runtime_error("the list of rules does not end");
}

bool session::post(const std::string& body, const std::string& what) {
  auto answer = ask(rules_path, body);
  if (!answer)
    return false;
  auto why = refused_rules(answer->body);
  if (refused(*answer) && why.empty()
      && answer->body.find("DuplicateRule") == std::string::npos)
    why = error_words(answer->body);
  if (!why.empty())
    throw std::runtime_error("X refused " + what + ": " + why);
  return true;
}

bool session::sync_rules() {
  std::vector<rule> present;
  if (!read_all_rules(present))
    return false;
  if (rules_.empty()) {
    if (present.empty())
      throw std::runtime_error("the stream has no rules, so nothing would "
                               "come; give some with --track or --rule");
    with_.say(fmt::format("{} rules are in force, and stay as they are",
                          present.size()));
    return true;
  }
  auto changes = plan_changes(present, rules_);
  // Removing comes first: the number of rules is limited.
  if (!changes.remove.empty()
      && !post(remove_body(changes.remove), "to delete rules"))
    return false;
  if (!changes.add.empty() && !post(add_body(changes.add), "the rules"))
    return false;
  std::size_t others = 0;
  std::unordered_set<std::string> ours{rules_.begin(), rules_.end()};
  for (const auto& x : present)
    others += x.tag != rule_tag && !ours.contains(x.value);
  with_.say(fmt::format("{} rules added, {} deleted, {} in force",
                        changes.add.size(), changes.remove.size(),
                        rules_.size() + others));
  if (others > 0)
    with_.say(fmt::format("{} of the rules are not ours (no tag `{}`): their "
                          "tweets come, too",
                          others, rule_tag));
  return true;
}

} // namespace murmuration::tweets
