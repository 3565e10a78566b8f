#include "tools/audit/members.hpp"

#include <algorithm>

namespace murmuration::audit {

namespace {

using kind = node::kind;

constexpr std::size_t included_max = 256;

bool is_any_of(std::string_view name,
               std::initializer_list<std::string_view> all) {
  return std::find(all.begin(), all.end(), name) != all.end();
}

std::optional<std::string_view> text_in(const node& x) {
  if (x.what != kind::text)
    return std::nullopt;
  return x.text;
}

/// Digits, whether they are a text or a number; else there is no id.
std::string_view id_in(const node& x) {
  auto digits = std::all_of(x.text.begin(), x.text.end(),
                            [](char c) { return c >= '0' && c <= '9'; });
  return digits ? x.text : std::string_view{};
}

using tag_list = std::optional<std::vector<std::string_view>>;

tag_list tags_in(const record_tree& tree, const node& entities) {
  tag_list out;
  if (entities.what != kind::object)
    return out;
  out.emplace();
  tree.each(entities, [&](const node& member) {
    if (member.name != "hashtags")
      return;
    out.reset();
    if (member.what != kind::list)
      return;
    out.emplace();
    tree.each(member, [&](const node& tag) {
      if (tag.what != kind::object)
        return;
      std::string_view text;
      tree.each(tag, [&](const node& x) {
        if (x.name == "text" || x.name == "tag")
          text = text_in(x).value_or("");
      });
      if (!text.empty())
        out->push_back(text);
    });
  });
  return out;
}

std::string_view retweeted_in(const record_tree& tree, const node& references) {
  std::string_view out;
  if (references.what != kind::list)
    return out;
  tree.each(references, [&](const node& one) {
    std::string_view type;
    std::string_view id;
    if (one.what != kind::object)
      return;
    tree.each(one, [&](const node& x) {
      if (x.name == "type")
        type = text_in(x).value_or("");
      else if (x.name == "id")
        id = id_in(x);
    });
    if (type == "retweeted")
      out = id;
  });
  return out;
}

void read_long_form(const record_tree& tree, const node& from,
                    tweet_members& out) {
  out.long_text.reset();
  out.long_tags.reset();
  if (from.what != kind::object)
    return;
  tree.each(from, [&](const node& x) {
    if (x.name == "full_text" || x.name == "text")
      out.long_text = text_in(x);
    else if (x.name == "entities")
      out.long_tags = tags_in(tree, x);
  });
}

/// v1.1's: `id_str`, else `id`.
void read_user(const record_tree& tree, const node& from, tweet_members& out) {
  out.screen_name = {};
  out.user_id = {};
  std::string_view number;
  if (from.what != kind::object)
    return;
  tree.each(from, [&](const node& x) {
    if (x.name == "screen_name")
      out.screen_name = text_in(x).value_or("");
    else if (x.name == "id_str")
      out.user_id = id_in(x);
    else if (x.name == "id")
      number = id_in(x);
  });
  if (out.user_id.empty())
    out.user_id = number;
}

void read_member(const record_tree& tree, const node& x, tweet_members& out) {
  if (x.name == "text")
    out.text = text_in(x);
  else if (x.name == "full_text")
    out.full_text = text_in(x);
  else if (x.name == "extended_tweet" || x.name == "note_tweet")
    read_long_form(tree, x, out);
  else if (x.name == "entities")
    out.tags = tags_in(tree, x);
  else if (x.name == "id")
    out.id = id_in(x);
  else if (x.name == "referenced_tweets")
    out.retweeted_id = retweeted_in(tree, x);
  else if (x.name == "created_at")
    out.created_at = text_in(x).value_or("");
  else if (x.name == "user")
    read_user(tree, x, out);
  else if (x.name == "author_id")
    out.author_id = id_in(x);
}

tweet_members tweet_in(const record_tree& tree, const node& from) {
  tweet_members out;
  if (from.what == kind::object)
    tree.each(from, [&](const node& x) { read_member(tree, x, out); });
  return out;
}

user_members user_in(const record_tree& tree, const node& from) {
  user_members out;
  if (from.what == kind::object)
    tree.each(from, [&](const node& x) {
      if (x.name == "id")
        out.id = id_in(x);
      else if (x.name == "username")
        out.username = text_in(x).value_or("");
    });
  return out;
}

bool is_notice(const node& x) {
  switch (x.what) {
    case kind::object:
      return is_any_of(x.name,
                       {"delete", "scrub_geo", "limit", "status_withheld",
                        "user_withheld", "disconnect", "warning"});
    case kind::list:
      return is_any_of(x.name, {"errors", "friends", "friends_str"});
    case kind::text:
      return is_any_of(x.name, {"event", "connection_issue"});
    default:
      return false;
  }
}

/// v2's compliance events, within `data`.
bool is_compliance_event(const node& x) {
  return x.what == kind::object
         && is_any_of(x.name, {"delete", "withheld", "drop", "undrop",
                               "tweet_edit", "scrub_geo", "user_delete",
                               "user_undelete", "user_withheld", "user_suspend",
                               "user_unsuspend", "user_protect",
                               "user_unprotect", "user_profile_modification"});
}

void read_data(const record_tree& tree, const node& from, object_members& out) {
  out.data = {};
  out.has_data = from.what == kind::object;
  if (!out.has_data)
    return;
  auto event = false;
  tree.each(from, [&](const node& x) {
    event = event || is_compliance_event(x);
    read_member(tree, x, out.data);
  });
  out.is_notice = out.is_notice || (event && !out.data.has_text());
}

void read_included(const record_tree& tree, const node& from,
                   object_members& out) {
  out.included.clear();
  out.users.clear();
  if (from.what != kind::object)
    return;
  tree.each(from, [&](const node& x) {
    if (x.name == "tweets" && x.what == kind::list)
      tree.each(x, [&](const node& tweet) {
        if (out.included.size() < included_max)
          out.included.push_back(tweet_in(tree, tweet));
      });
    else if (x.name == "users" && x.what == kind::list)
      tree.each(x, [&](const node& user) {
        if (out.users.size() < included_max)
          out.users.push_back(user_in(tree, user));
      });
  });
}

} // namespace

object_members members_of(const record_tree& tree) {
  object_members out;
  tree.each(tree.root(), [&](const node& x) {
    out.is_notice = out.is_notice || is_notice(x);
    if (x.name == "data")
      read_data(tree, x, out);
    else if (x.name == "includes")
      read_included(tree, x, out);
    else if (x.name == "retweeted_status")
      out.retweeted = tweet_in(tree, x);
    else
      read_member(tree, x, out.top);
  });
  return out;
}

} // namespace murmuration::audit
