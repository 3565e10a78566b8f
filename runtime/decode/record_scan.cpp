#include "runtime/decode/record_scan.hpp"

#include "runtime/decode/json_text.hpp"
#include "runtime/decode/token_walk.hpp"
#include "runtime/decode/tweet_reader.hpp"

namespace murmuration {

namespace {

/// Twitter expands at most a page of tweets (100), and one user each: what is
/// beyond the bound is checked and not looked at.
constexpr std::size_t included_max = 256;

/// What an unusual record made the lists grow to is given back after it.
constexpr std::size_t keep_bytes_max = 1 << 20;

/// Reads one record. Each function takes one value, whatever it is, and
/// returns false as soon as that is broken. Of members that occur twice, the
/// last one counts.
class reader {
public:
  reader(token_walk& in, raw_record& found)
    : in_(in)
    , found_(found)
    , tweets_(in, found.tags) {}

  bool top_member(member_name key) {
    switch (key.first()) {
      case 'd':
        if (key.is("data"))
          return data();
        note(key.is("delete") || key.is("disconnect"), '{');
        if (key.is("delete"))
          return deletion();
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
          return tweets_.tweet(found_.retweeted);
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
    return tweets_.member(key, found_.top);
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

  /// `{"status":{…}}` (v1.1) or `{"tweet":{…}}` (v2).
  bool deletion() {
    found_.deleted = {};
    return in_.members_or_any([&](member_name key) {
      return key.is("status") || key.is("tweet") ? tweets_.tweet(found_.deleted)
                                                 : in_.any();
    });
  }

  bool data() {
    found_.data = {};
    found_.has_data = in_.peek() == '{';
    if (!found_.has_data)
      return in_.any();
    bool event = false;
    auto each = [&](member_name key) {
      event = event || is_compliance_event(key);
      if (key.is("delete") || key.is("drop"))
        return deletion();
      return tweets_.member(key, found_.data);
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
    return in_.members_or_any([&](member_name key) {
      if (key.is("tweets"))
        return in_.elements_or_any([&] {
          if (found_.included.size() == included_max)
            return in_.any();
          return tweets_.tweet(found_.included.emplace_back());
        });
      if (key.is("users"))
        return in_.elements_or_any([&] {
          if (found_.users.size() == included_max)
            return in_.any();
          return tweets_.user(found_.users.emplace_back());
        });
      return in_.any();
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
