#include "runtime/decode/python_text.hpp"

#include <algorithm>
#include <cstring>

#include "runtime/decode/json_text.hpp"
#include "runtime/decode/python_string.hpp"
#include "runtime/decode/scalars.hpp"

namespace murmuration {

namespace {

/// What a larger record needed is given back after it.
constexpr std::size_t keep_bytes_max = 1 << 20;

constexpr std::size_t least_capacity = 256 << 10;

/// For whole blocks, and for the 64 readable bytes behind the JSON.
constexpr std::size_t padding = 64;

bool in_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
         || (c >= 'A' && c <= 'Z') || c == '.' || c == '+' || c == '-'
         || c == '_';
}

bool is_quote(char c) {
  return c == '\'' || c == '"';
}

} // namespace

python_text::python_text(std::size_t depth_max)
  : depth_max_(depth_max) {}

void python_text::make_room(std::size_t size) {
  auto needed = size * json_growth_max + padding;
  auto wasteful = capacity_ > keep_bytes_max && needed <= keep_bytes_max;
  if (capacity_ < needed || wasteful) {
    first_.reset();
    capacity_ = std::max(needed, least_capacity);
    // Pages that are not written to take no memory.
    first_ = std::make_unique_for_overwrite<char[]>(capacity_);
  }
  out_ = first_.get();
}

malformed_reason python_text::translate(std::string_view value) {
  make_room(value.size());
  levels_.clear();
  last_ = kind::none;
  pythons_own_ = false;
  too_deep_ = false;
  const auto* at = value.data();
  const auto* end = at + value.size();
  while (at != end)
    if (!take(at, end))
      return too_deep_ ? malformed_reason::too_deep
                       : malformed_reason::bad_json;
  std::memset(out_, ' ', padding);
  return pythons_own_ && levels_.empty() ? malformed_reason::none
                                         : malformed_reason::bad_json;
}

bool python_text::take(const char*& at, const char* end) {
  switch (auto c = *at) {
    case ' ':
    case '\t':
    case '\r':
    case '\n':
      *out_++ = c;
      ++at;
      return true;
    case '\'':
    case '"':
      return string(at, end);
    case '{':
    case '[':
    case '(':
      ++at;
      return open(c);
    case '}':
    case ']':
    case ')':
      ++at;
      return close(c);
    case ',':
      ++at;
      return comma();
    case ':':
      ++at;
      return colon();
    default:
      return word(at, end);
  }
}

bool python_text::string(const char*& at, const char* end) {
  auto quote = *at++;
  pythons_own_ = pythons_own_ || quote == '\'';
  // Neighbours are one string.
  if (last_ == kind::string)
    out_ = end_;
  else
    *out_++ = '"';
  const auto* first = at;
  at = json_of_literal(at, end, quote, out_);
  if (!at)
    return false;
  // Three quotes have rules of their own; `repr` never writes them.
  auto empty = at - first == 1;
  if (empty && at != end && *at == quote)
    return false;
  end_ = out_;
  *out_++ = '"';
  last_ = kind::string;
  return true;
}

bool python_text::word(const char*& at, const char* end) {
  const auto* first = at;
  while (at != end && in_word(*at))
    ++at;
  std::string_view raw{first, static_cast<std::size_t>(at - first)};
  if ((raw == "u" || raw == "U") && at != end && is_quote(*at)) {
    pythons_own_ = true;
    return string(at, end);
  }
  auto own = true;
  if (raw == "None")
    raw = "null";
  else if (raw == "True")
    raw = "true";
  else if (raw == "False")
    raw = "false";
  else if (number_valid(raw))
    own = false;
  else
    return false;
  pythons_own_ = pythons_own_ || own;
  begin_ = out_;
  std::memcpy(out_, raw.data(), raw.size());
  end_ = out_ += raw.size();
  last_ = kind::word;
  return true;
}

bool python_text::open(char bracket) {
  too_deep_ = levels_.size() == depth_max_;
  if (too_deep_)
    return false;
  auto round = bracket == '(';
  pythons_own_ = pythons_own_ || round;
  levels_.push_back({round ? ')' : bracket == '[' ? ']' : '}', out_});
  *out_++ = bracket == '{' ? '{' : '[';
  last_ = kind::open;
  return true;
}

bool python_text::close(char bracket) {
  if (levels_.empty() || levels_.back().closing != bracket)
    return false;
  auto [closing, opening, commas, colons] = levels_.back();
  levels_.pop_back();
  auto empty = last_ == kind::open;
  if (last_ == kind::comma)
    *begin_ = ' ';
  if (bracket == ')' && !empty && !commas) {
    // Only brackets around a value, no tuple.
    *opening = ' ';
    *out_++ = ' ';
  } else if (bracket == '}' && (empty || colons)) {
    *out_++ = '}';
  } else {
    // A list, a tuple or a set.
    *opening = '[';
    *out_++ = ']';
  }
  last_ = kind::close;
  return true;
}

bool python_text::comma() {
  auto after_value =
      last_ == kind::string || last_ == kind::word || last_ == kind::close;
  if (levels_.empty() || !after_value)
    return false;
  levels_.back().comma = true;
  begin_ = out_;
  *out_++ = ',';
  last_ = kind::comma;
  return true;
}

bool python_text::colon() {
  if (levels_.empty() || levels_.back().closing != '}')
    return false;
  levels_.back().colon = true;
  if (last_ == kind::word) {
    // JSON's names are strings.
    std::memmove(begin_ + 1, begin_, static_cast<std::size_t>(end_ - begin_));
    *begin_ = '"';
    end_[1] = '"';
    out_ = end_ + 2;
  }
  *out_++ = ':';
  last_ = kind::colon;
  return true;
}

} // namespace murmuration
