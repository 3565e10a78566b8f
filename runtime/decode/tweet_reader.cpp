#include "runtime/decode/tweet_reader.hpp"

#include <charconv>

#include "runtime/decode/scalars.hpp"

namespace murmuration {

namespace {

std::uint32_t to_position(std::string_view token) {
  std::uint32_t position = 0;
  std::from_chars(token.data(), token.data() + token.size(), position);
  return position;
}

} // namespace

token_place tweet_reader::user(token_place at, raw_user& out) {
  return in_.members_or_any(at, [&](member_name key, token_place at) {
    if (key.is("id"))
      return id(at, out.id);
    if (key.is("username"))
      return in_.string(at, out.username);
    return in_.any(at);
  });
}

token_place tweet_reader::tweet(token_place at, raw_tweet& out) {
  return in_.members_or_any(at, [&](member_name key, token_place at) {
    return member(key, at, out);
  });
}

token_place tweet_reader::member(member_name key, token_place at,
                                 raw_tweet& out) {
  switch (key.first()) {
    case 'a':
      if (key.is("author_id"))
        return id(at, out.author_id);
      break;
    case 'c':
      if (key.is("created_at"))
        return in_.string(at, out.created_at);
      break;
    case 'e':
      if (key.is("entities"))
        return entities(at, out.tags);
      if (key.is("extended_tweet"))
        return long_form(at, out);
      break;
    case 'f':
      if (key.is("full_text"))
        return in_.string(at, out.full_text);
      break;
    case 'i':
      if (key.is("id"))
        return id(at, out.id);
      if (key.is("id_str"))
        return id(at, out.id_str);
      break;
    case 'l':
      if (key.is("lang"))
        return in_.string(at, out.lang);
      break;
    case 'n':
      if (key.is("note_tweet"))
        return long_form(at, out);
      break;
    case 'r':
      if (key.is("referenced_tweets"))
        return references(at, out.retweeted_id);
      break;
    case 't':
      if (key.is("text"))
        return in_.string(at, out.text);
      break;
    case 'u':
      if (key.is("user"))
        return author(at, out);
      break;
    default:
      break;
  }
  return in_.any(at);
}

token_place tweet_reader::id(token_place at, raw_text& out) {
  auto next = in_.string(at, out);
  if (!out.data())
    out = in_.token(at);
  if (!all_digits(out))
    out = {};
  return next;
}

token_place tweet_reader::author(token_place at, raw_tweet& out) {
  out.screen_name = {};
  out.user_id = {};
  raw_text number;
  auto each = [&](member_name key, token_place at) {
    switch (key.first()) {
      case 's':
        if (key.is("screen_name"))
          return in_.string(at, out.screen_name);
        break;
      case 'i':
        if (key.is("id_str"))
          return id(at, out.user_id);
        if (key.is("id"))
          return id(at, number);
        break;
      default:
        break;
    }
    return in_.any(at);
  };
  auto next = in_.members_or_any(at, each);
  if (out.user_id.empty())
    out.user_id = number;
  return next;
}

token_place tweet_reader::long_form(token_place at, raw_tweet& out) {
  out.long_text = {};
  out.long_tags = {};
  return in_.members_or_any(at, [&](member_name key, token_place at) {
    if (key.is("full_text") || key.is("text"))
      return in_.string(at, out.long_text);
    if (key.is("entities"))
      return entities(at, out.long_tags);
    return in_.any(at);
  });
}

token_place tweet_reader::references(token_place at, raw_text& out) {
  out = {};
  return in_.elements_or_any(at, [&](token_place at) {
    raw_text type;
    raw_text target;
    auto each = [&](member_name key, token_place at) {
      if (key.is("type"))
        return in_.string(at, type);
      if (key.is("id"))
        return id(at, target);
      return in_.any(at);
    };
    auto next = in_.members_or_any(at, each);
    if (type == "retweeted")
      out = target;
    return next;
  });
}

token_place tweet_reader::entities(token_place at, raw_tags& out) {
  out = {};
  out.present = in_.peek(at) == '{';
  return in_.members_or_any(at, [&](member_name key, token_place at) {
    if (!key.is("hashtags"))
      return in_.any(at);
    out.first = static_cast<std::uint32_t>(tags_.size());
    out.count = 0;
    out.present = in_.peek(at) == '[';
    return in_.elements_or_any(
        at, [&](token_place at) { return hashtag(at, out); });
  });
}

token_place tweet_reader::hashtag(token_place at, raw_tags& out) {
  raw_tag tag;
  auto each = [&](member_name key, token_place at) {
    if (key.is("text") || key.is("tag"))
      return in_.string(at, tag.text);
    if (key.is("indices"))
      return indices(at, tag);
    if (key.is("start"))
      tag.start = to_position(in_.token(at));
    else if (key.is("end"))
      tag.end = to_position(in_.token(at));
    return in_.any(at);
  };
  auto next = in_.members_or_any(at, each);
  if (!tag.text.empty()) {
    tags_.push_back(tag);
    ++out.count;
  }
  return next;
}

token_place tweet_reader::indices(token_place at, raw_tag& out) {
  std::size_t number = 0;
  return in_.elements_or_any(at, [&](token_place at) {
    if (number < 2)
      (number == 0 ? out.start : out.end) = to_position(in_.token(at));
    ++number;
    return in_.any(at);
  });
}

} // namespace murmuration
