#include "runtime/decode/record_scan.hpp"

#include <algorithm>
#include <charconv>

#include "runtime/decode/json_text.hpp"
#include "runtime/decode/token_walk.hpp"

namespace murmuration {

namespace {

/// Twitter expands at most a page of tweets (100), and one user each: what is
/// beyond the bound is checked and not looked at.
constexpr std::size_t included_max = 256;

/// What an unusual record made the lists grow to is given back after it.
constexpr std::size_t keep_bytes_max = 1 << 20;

std::uint32_t to_position(std::string_view token) {
  std::uint32_t position = 0;
  std::from_chars(token.data(), token.data() + token.size(), position);
  return position;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c >= '0' && c <= '9';
  });
}

/// Reads one record. Each function takes one value, whatever it is, and
/// returns false as soon as that is broken. Of members that occur twice, the
/// last one counts.
class reader {
public:
  reader(token_walk& in, raw_record& found)
    : in_(in)
    , found_(found) {}

  bool top_member(member_name key) {
    switch (key.first()) {
      case 'd':
        if (key.is("data"))
          return data();
        note(key.is("delete") || key.is("disconnect"), '{');
        break;
      case 'e':
        note(key.is("errors"), '[');
        note(key.is("event"), '"');
        break;
      case 'c':
        note(key.is("connection_issue"), '"');
        break;
      case 'f':
        note(key.is("friends") || key.is("friends_str"), '[');
        break;
      case 'i':
        if (key.is("includes"))
          return includes();
        break;
      case 'l':
        note(key.is("limit"), '{');
        break;
      case 'r':
        if (key.is("retweeted_status")) {
          found_.retweeted = {};
          return tweet(found_.retweeted);
        }
        break;
      case 's':
        note(key.is("scrub_geo") || key.is("status_withheld"), '{');
        break;
      case 'u':
        note(key.is("user_withheld"), '{');
        break;
      case 'w':
        note(key.is("warning"), '{');
        break;
      default:
        break;
    }
    return tweet_member(key, found_.top);
  }

private:
  /// Notices are known by a member of a certain name and kind.
  void note(bool name_fits, char first) {
    if (name_fits && in_.peek() == first)
      found_.notice = true;
  }

  /// The events of v2's compliance stream, inside of `data`.
  bool is_compliance_event(member_name key) const {
    return in_.peek() == '{'
           && (key.is("delete") || key.is("withheld") || key.is("drop")
               || key.is("undrop") || key.is("tweet_edit")
               || key.is("scrub_geo") || key.is("user_delete")
               || key.is("user_undelete") || key.is("user_withheld")
               || key.is("user_suspend") || key.is("user_unsuspend")
               || key.is("user_protect") || key.is("user_unprotect")
               || key.is("user_profile_modification"));
  }

  bool data() {
    found_.data = {};
    found_.has_data = in_.peek() == '{';
    if (!found_.has_data)
      return in_.any();
    bool event = false;
    auto each = [&](member_name key) {
      event = event || is_compliance_event(key);
      return tweet_member(key, found_.data);
    };
    if (!in_.members(each))
      return false;
    // `withheld` is also a member of tweets, which have a text.
    found_.notice = found_.notice || (event && !found_.data.has_text());
    return true;
  }

  bool includes() {
    found_.included.clear();
    found_.users.clear();
    return object([&](member_name key) {
      if (key.is("tweets"))
        return array([&] {
          if (found_.included.size() == included_max)
            return in_.any();
          return tweet(found_.included.emplace_back());
        });
      if (key.is("users"))
        return array([&] {
          if (found_.users.size() == included_max)
            return in_.any();
          return user(found_.users.emplace_back());
        });
      return in_.any();
    });
  }

  bool user(raw_user& out) {
    return object([&](member_name key) {
      if (key.is("id"))
        return id(out.id);
      if (key.is("username"))
        return in_.string(out.username);
      return in_.any();
    });
  }

  bool tweet(raw_tweet& out) {
    return object([&](member_name key) { return tweet_member(key, out); });
  }

  bool tweet_member(member_name key, raw_tweet& out) {
    switch (key.first()) {
      case 'a':
        if (key.is("author_id"))
          return id(out.author_id);
        break;
      case 'c':
        if (key.is("created_at"))
          return in_.string(out.created_at);
        break;
      case 'e':
        if (key.is("entities"))
          return entities(out.tags);
        if (key.is("extended_tweet"))
          return long_form(out);
        break;
      case 'f':
        if (key.is("full_text"))
          return in_.string(out.full_text);
        break;
      case 'i':
        if (key.is("id"))
          return id(out.id);
        if (key.is("id_str"))
          return id(out.id_str);
        break;
      case 'l':
        if (key.is("lang"))
          return in_.string(out.lang);
        break;
      case 'n':
        if (key.is("note_tweet"))
          return long_form(out);
        break;
      case 'r':
        if (key.is("referenced_tweets"))
          return references(out.retweeted_id);
        break;
      case 't':
        if (key.is("text"))
          return in_.string(out.text);
        break;
      case 'u':
        if (key.is("user"))
          return author(out);
        break;
      default:
        break;
    }
    return in_.any();
  }

  /// Digits, as a string or as a number of any size.
  bool id(raw_text& out) {
    if (in_.peek() == '"') {
      in_.string(out);
    } else {
      out = in_.token();
      if (!in_.any())
        return false;
    }
    if (!all_digits(out))
      out = {};
    return true;
  }

  bool author(raw_tweet& out) {
    out.screen_name = {};
    out.user_id = {};
    raw_text number;
    auto each = [&](member_name key) {
      if (key.is("screen_name"))
        return in_.string(out.screen_name);
      if (key.is("id_str"))
        return id(out.user_id);
      if (key.is("id"))
        return id(number);
      return in_.any();
    };
    if (!object(each))
      return false;
    if (out.user_id.empty())
      out.user_id = number;
    return true;
  }

  /// `extended_tweet` (v1.1) and `note_tweet` (v2): a text of its own with
  /// entities of its own.
  bool long_form(raw_tweet& out) {
    out.long_text = {};
    out.long_tags = {};
    return object([&](member_name key) {
      if (key.is("full_text") || key.is("text"))
        return in_.string(out.long_text);
      if (key.is("entities"))
        return entities(out.long_tags);
      return in_.any();
    });
  }

  bool references(raw_text& out) {
    out = {};
    return array([&] {
      raw_text type;
      raw_text target;
      auto each = [&](member_name key) {
        if (key.is("type"))
          return in_.string(type);
        if (key.is("id"))
          return id(target);
        return in_.any();
      };
      if (!object(each))
        return false;
      if (type == "retweeted")
        out = target;
      return true;
    });
  }

  bool entities(raw_tags& out) {
    out = {};
    out.present = in_.peek() == '{';
    return object([&](member_name key) {
      if (!key.is("hashtags"))
        return in_.any();
      out.first = static_cast<std::uint32_t>(found_.tags.size());
      out.count = 0;
      out.present = in_.peek() == '[';
      return array([&] { return hashtag(out); });
    });
  }

  bool hashtag(raw_tags& out) {
    raw_tag tag;
    auto each = [&](member_name key) {
      if (key.is("text") || key.is("tag"))
        return in_.string(tag.text);
      if (key.is("indices"))
        return indices(tag);
      if (key.is("start"))
        tag.start = to_position(in_.token());
      else if (key.is("end"))
        tag.end = to_position(in_.token());
      return in_.any();
    };
    if (!object(each))
      return false;
    if (!tag.text.empty()) {
      found_.tags.push_back(tag);
      ++out.count;
    }
    return true;
  }

  bool indices(raw_tag& out) {
    std::size_t number = 0;
    return array([&] {
      if (number < 2)
        (number == 0 ? out.start : out.end) = to_position(in_.token());
      ++number;
      return in_.any();
    });
  }

  /// An object of which `f(name)` takes each member, or any other value.
  template <class F>
  bool object(F&& f) {
    return in_.peek() == '{' ? in_.members(f) : in_.any();
  }

  /// An array of which `f()` takes each element, or any other value.
  template <class F>
  bool array(F&& f) {
    return in_.peek() == '[' ? in_.elements(f) : in_.any();
  }

  token_walk& in_;
  raw_record& found_;
};

template <class T>
void reset(std::vector<T>& list) {
  list.clear();
  if (list.capacity() * sizeof(T) > keep_bytes_max)
    list.shrink_to_fit();
}

} // namespace

record_scan::record_scan(std::size_t depth_max)
  : depth_max_(depth_max) {}

bool record_scan::run(std::string_view json) {
  found.is_object = false;
  found.top = {};
  found.retweeted = {};
  found.data = {};
  found.has_data = false;
  found.notice = false;
  reset(found.included);
  reset(found.users);
  reset(found.tags);
  if (!index_.build(json))
    return false;
  token_walk in{json, index_, depth_max_};
  reader read{in, found};
  found.is_object = in.peek() == '{';
  auto walked = found.is_object ? in.members(
                    [&read](member_name key) { return read.top_member(key); })
                                : in.any();
  return walked && in.at_end() && escapes_valid(json);
}

bool record_scan::run_string(std::string_view json) {
  if (!index_.build(json))
    return false;
  token_walk in{json, index_, depth_max_};
  return in.string(string) && in.at_end() && escapes_valid(json);
}

} // namespace murmuration
