#include "runtime/decode/record_scan.hpp"

#include "runtime/decode/token_walk.hpp"
#include "runtime/decode/tweet_reader.hpp"

namespace murmuration {

namespace {

/// Twitter expands at most a page of tweets (100), and one user each: what is
/// beyond the bound is checked and not looked at.
constexpr std::size_t included_max = 256;

/// What an unusual record made the lists grow to is given back after it.
constexpr std::size_t keep_bytes_max = 1 << 20;

/// Reads one record. Each function takes the value at a place, whatever it is,
/// and returns the place behind it. Of members that occur twice, the last one
/// counts.
class reader {
public:
  reader(token_walk& in, raw_record& found)
    : in_(in)
    , found_(found)
    , tweets_(in, found.tags) {}

  token_place top_member(member_name key, token_place at) {
    switch (key.first()) {
      case 'd':
        if (key.is("data"))
          return data(at);
        break;
      case 'i':
        if (key.is("includes"))
          return includes(at);
        break;
      case 'r':
        if (key.is("retweeted_status")) {
          found_.retweeted = {};
          return tweets_.tweet(at, found_.retweeted);
        }
        break;
      default:
        break;
    }
    return tweets_.member(key, at, found_.top);
  }

  /// A member of a record that is no tweet.
  token_place notice_member(member_name key, token_place at) {
    note(at, key.is("delete") || key.is("disconnect"), '{');
    note(at, key.is("limit") || key.is("warning"), '{');
    note(at, key.is("scrub_geo") || key.is("status_withheld"), '{');
    note(at, key.is("user_withheld"), '{');
    note(at, key.is("errors"), '[');
    note(at, key.is("friends") || key.is("friends_str"), '[');
    note(at, key.is("event") || key.is("connection_issue"), '"');
    return key.is("delete") ? deletion(at) : in_.any(at);
  }

private:
  /// Notices are known by a member of a certain name and kind.
  void note(token_place at, bool name_fits, char first) {
    if (name_fits && in_.peek(at) == first)
      found_.notice = true;
  }

  /// The events of v2's compliance stream, inside of `data`.
  bool is_compliance_event(member_name key, token_place at) const {
    return in_.peek(at) == '{'
           && (key.is("delete") || key.is("withheld") || key.is("drop")
               || key.is("undrop") || key.is("tweet_edit")
               || key.is("scrub_geo") || key.is("user_delete")
               || key.is("user_undelete") || key.is("user_withheld")
               || key.is("user_suspend") || key.is("user_unsuspend")
               || key.is("user_protect") || key.is("user_unprotect")
               || key.is("user_profile_modification"));
  }

  /// `{"status":{…}}` (v1.1) or `{"tweet":{…}}` (v2).
  token_place deletion(token_place at) {
    found_.deleted = {};
    return in_.members_or_any(at, [&](member_name key, token_place at) {
      return key.is("status") || key.is("tweet")
                 ? tweets_.tweet(at, found_.deleted)
                 : in_.any(at);
    });
  }

  token_place data(token_place at) {
    found_.data = {};
    found_.has_data = in_.peek(at) == '{';
    if (!found_.has_data)
      return in_.any(at);
    bool event = false;
    auto each = [&](member_name key, token_place at) {
      event = event || is_compliance_event(key, at);
      if (key.is("delete") || key.is("drop"))
        return deletion(at);
      return tweets_.member(key, at, found_.data);
    };
    auto next = in_.members(at, each);
    // `withheld` is also a member of tweets, which have a text.
    found_.notice = found_.notice || (event && !found_.data.has_text());
    return next;
  }

  token_place includes(token_place at) {
    found_.included.clear();
    found_.users.clear();
    return in_.members_or_any(at, [&](member_name key, token_place at) {
      if (key.is("tweets"))
        return in_.elements_or_any(at, [&](token_place at) {
          if (found_.included.size() == included_max)
            return in_.any(at);
          return tweets_.tweet(at, found_.included.emplace_back());
        });
      if (key.is("users"))
        return in_.elements_or_any(at, [&](token_place at) {
          if (found_.users.size() == included_max)
            return in_.any(at);
          return tweets_.user(at, found_.users.emplace_back());
        });
      return in_.any(at);
    });
  }

  token_walk& in_;
  raw_record& found_;
  tweet_reader tweets_;
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
  found.deleted = {};
  reset(found.included);
  reset(found.users);
  reset(found.tags);
  if (!index_.build(json))
    return false;
  token_walk in{json, index_.tokens(), depth_max_};
  reader read{in, found};
  found.is_object = in.peek(0) == '{';
  auto each = [&read](member_name key, token_place at) {
    return read.top_member(key, at);
  };
  if (in.members_or_any(0, each) != in.end())
    return false;
  if (!found.top.has_text() && !found.data.has_text())
    in.members_or_any(0, [&read](member_name key, token_place at) {
      return read.notice_member(key, at);
    });
  return true;
}

bool record_scan::run_string(std::string_view json) {
  if (!index_.build(json))
    return false;
  token_walk in{json, index_.tokens(), depth_max_};
  return in.string(0, string) == in.end();
}

} // namespace murmuration
