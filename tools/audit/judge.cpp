#include "tools/audit/judge.hpp"

#include <algorithm>

#include "tools/audit/event_time.hpp"
#include "tools/audit/members.hpp"

namespace murmuration::audit {

namespace {

constexpr std::string_view blank = " \t\r\n";

/// An object whose first name is in single quotes or has Python's prefix.
bool begins_as_pythons(std::string_view record, std::size_t first) {
  auto next = record.find_first_not_of(blank, first + 1);
  if (record[first] != '{' || next == record.npos)
    return false;
  return record[next] == '\'' || record[next] == 'u' || record[next] == 'U';
}

} // namespace

const verdict& judge::on(std::string_view record) {
  said_.tags.clear();
  said_.created_ms = 0;
  said_.author.clear();
  auto first = record.find_first_not_of(blank);
  if (first == record.npos) {
    said_.what = fate::skipped;
  } else if (!is_valid_utf8(record)) {
    said_.what = fate::malformed;
  } else if (record[first] == '{' || record[first] == '[') {
    said_.what = on_container(record, first);
  } else if (record[first] == '"') {
    auto good = json_.read(record, tree_);
    said_.what = good ? fate::counted : fate::malformed;
    if (good)
      count_text(tree_.root().text);
  } else {
    said_.what = fate::counted;
    count_text(record);
  }
  return said_;
}

fate judge::on_container(std::string_view record, std::size_t first) {
  auto pythons = begins_as_pythons(record, first);
  if (!pythons && json_.read(record, tree_))
    return on_object();
  if (!python_.read(record, tree_) || !(pythons || python_.is_pythons()))
    return fate::malformed;
  return on_object();
}

fate judge::on_object() {
  if (tree_.root().what != node::kind::object)
    return fate::malformed;
  auto x = members_of(tree_);
  if (x.has_data && x.data.has_text()) {
    const auto& id = x.data.retweeted_id;
    auto retweet = std::find_if(
        x.included.begin(), x.included.end(), [&](const tweet_members& one) {
          return !id.empty() && one.id == id && one.has_text();
        });
    auto author = std::find_if(
        x.users.begin(), x.users.end(), [&](const user_members& one) {
          return !x.data.author_id.empty() && one.id == x.data.author_id
                 && !one.username.empty();
        });
    count(x.data, retweet == x.included.end() ? x.data : *retweet,
          author == x.users.end() ? x.data.author_id : author->username);
    return fate::counted;
  }
  if (x.top.has_text()) {
    count(x.top, x.retweeted.has_text() ? x.retweeted : x.top,
          x.top.screen_name.empty() ? x.top.user_id : x.top.screen_name);
    return fate::counted;
  }
  return x.is_notice ? fate::skipped : fate::malformed;
}

void judge::count(const tweet_members& own, const tweet_members& inner,
                  std::string_view author) {
  said_.author = author;
  said_.created_ms = created_ms(own.created_at);
  const auto& tags = inner.long_text ? inner.long_tags : inner.tags;
  if (!tags) {
    count_text(inner.long_text   ? *inner.long_text
               : inner.full_text ? *inner.full_text
                                 : *inner.text);
    return;
  }
  for (auto tag : *tags)
    if (auto bare = without_sign(tag); !bare.empty())
      said_.tags.emplace_back(bare);
}

void judge::count_text(std::string_view text) {
  extract_.find(text, said_.tags);
}

} // namespace murmuration::audit
