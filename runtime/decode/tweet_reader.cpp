#include "runtime/decode/tweet_reader.hpp"

#include <algorithm>
#include <charconv>

namespace murmuration {

namespace {

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

} // namespace

bool tweet_reader::user(raw_user& out) {
  return in_.members_or_any([&](member_name key) {
    if (key.is("id"))
      return id(out.id);
    if (key.is("username"))
      return in_.string(out.username);
    return in_.any();
  });
}

bool tweet_reader::tweet(raw_tweet& out) {
  return in_.members_or_any([&](member_name key) { return member(key, out); });
}

bool tweet_reader::member(member_name key, raw_tweet& out) {
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

bool tweet_reader::id(raw_text& out) {
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

bool tweet_reader::author(raw_tweet& out) {
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
  if (!in_.members_or_any(each))
    return false;
  if (out.user_id.empty())
    out.user_id = number;
  return true;
}

bool tweet_reader::long_form(raw_tweet& out) {
  out.long_text = {};
  out.long_tags = {};
  return in_.members_or_any([&](member_name key) {
    if (key.is("full_text") || key.is("text"))
      return in_.string(out.long_text);
    if (key.is("entities"))
      return entities(out.long_tags);
    return in_.any();
  });
}

bool tweet_reader::references(raw_text& out) {
  out = {};
  return in_.elements_or_any([&] {
    raw_text type;
    raw_text target;
    auto each = [&](member_name key) {
      if (key.is("type"))
        return in_.string(type);
      if (key.is("id"))
        return id(target);
      return in_.any();
    };
    if (!in_.members_or_any(each))
      return false;
    if (type == "retweeted")
      out = target;
    return true;
  });
}

bool tweet_reader::entities(raw_tags& out) {
  out = {};
  out.present = in_.peek() == '{';
  return in_.members_or_any([&](member_name key) {
    if (!key.is("hashtags"))
      return in_.any();
    out.first = static_cast<std::uint32_t>(tags_.size());
    out.count = 0;
    out.present = in_.peek() == '[';
    return in_.elements_or_any([&] { return hashtag(out); });
  });
}

bool tweet_reader::hashtag(raw_tags& out) {
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
  if (!in_.members_or_any(each))
    return false;
  if (!tag.text.empty()) {
    tags_.push_back(tag);
    ++out.count;
  }
  return true;
}

bool tweet_reader::indices(raw_tag& out) {
  std::size_t number = 0;
  return in_.elements_or_any([&] {
    if (number < 2)
      (number == 0 ? out.start : out.end) = to_position(in_.token());
    ++number;
    return in_.any();
  });
}

} // namespace murmuration
