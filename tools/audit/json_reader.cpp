#include "tools/audit/json_reader.hpp"

#include <algorithm>
#include <cstring>

#include <rapidjson/reader.h>

namespace murmuration::audit {

namespace {

/// RapidJSON's view of the copy, which ends with a NUL, and which it rewrites
/// as it unescapes. Its own stream would be copied while it parses; this one
/// always knows where it is.
struct in_place {
  using Ch = char;
  char Peek() const {
    return *at;
  }
  char Take() {
    return *at++;
  }
  std::size_t Tell() const {
    return static_cast<std::size_t>(at - begin);
  }
  char* PutBegin() {
    return to = at;
  }
  void Put(char c) {
    *to++ = c;
  }
  std::size_t PutEnd(const char* from) {
    return static_cast<std::size_t>(to - from);
  }
  void Flush() {}

  char* begin;
  char* at = begin;
  char* to = nullptr;
};

struct tree_builder {
  bool Null() {
    tree.leaf(node::kind::other);
    return true;
  }
  bool Bool(bool) {
    return Null();
  }
  // Not called: numbers come as they were written.
  bool Int(int) {
    return false;
  }
  bool Uint(unsigned) {
    return false;
  }
  bool Int64(std::int64_t) {
    return false;
  }
  bool Uint64(std::uint64_t) {
    return false;
  }
  bool Double(double) {
    return false;
  }
  /// RapidJSON's pointer is behind the number when it parses in place.
  bool RawNumber(const char*, rapidjson::SizeType size, bool) {
    tree.leaf(node::kind::number, record.substr(in.Tell() - size, size));
    return true;
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    tree.leaf(node::kind::text, {text, size});
    return true;
  }
  /// "Names written with escapes are not recognised": those are the names that
  /// do not stand before their closing quote as they are.
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    std::string_view name{text, size};
    auto quote = in.Tell() - 1;
    auto plain = quote > size && record[quote - size - 1] == '"'
                 && record.substr(quote - size, size) == name;
    tree.name(plain ? name : std::string_view{});
    return true;
  }
  bool StartObject() {
    return tree.open(node::kind::object);
  }
  bool EndObject(rapidjson::SizeType) {
    tree.close();
    return true;
  }
  bool StartArray() {
    return tree.open(node::kind::list);
  }
  bool EndArray(rapidjson::SizeType) {
    tree.close();
    return true;
  }

  record_tree& tree;
  std::string_view record;
  const in_place& in;
};

/// The value of `\uXXXX` at `at`; -1: there is none.
int unit_at(const char* at, const char* end) {
  if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
    return -1;
  auto value = 0;
  for (auto i = 2; i < 6; ++i) {
    auto c = at[i];
    auto digit = c >= '0' && c <= '9'   ? c - '0'
                 : c >= 'a' && c <= 'f' ? c - 'a' + 10
                 : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                        : -1;
    if (digit < 0)
      return -1;
    value = value * 16 + digit;
  }
  return value;
}

/// "A lone half of a surrogate pair becomes U+FFFD": RapidJSON would refuse it.
void replace_lone_surrogates(char* at, char* end) {
  constexpr std::size_t escape = 6;
  while ((at = static_cast<char*>(
              std::memchr(at, '\\', static_cast<std::size_t>(end - at))))) {
    auto unit = unit_at(at, end);
    if (unit < 0xD800 || unit > 0xDFFF) {
      at += std::min<std::ptrdiff_t>(2, end - at);
      continue;
    }
    auto low = unit <= 0xDBFF ? unit_at(at + escape, end) : -1;
    if (low >= 0xDC00 && low <= 0xDFFF) {
      at += 2 * escape;
      continue;
    }
    std::memcpy(at, "\\ufffd", escape);
    at += escape;
  }
}

bool in_number(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e'
         || c == 'E';
}

/// "Numbers have no size", but RapidJSON refuses large ones even where it is
/// not to make sense of them. Shortens every exponent and every run of digits
/// outside of texts, so that what was a number stays one and nothing else
/// becomes one. No number that counts, an id, is so long.
void shrink_numbers(char* at, char* end) {
  constexpr auto size_max = 100;
  for (auto in_text = false; at != end; ++at) {
    if (in_text && *at == '\\' && end - at > 1) {
      ++at;
    } else if (*at == '"') {
      in_text = !in_text;
    } else if (!in_text && in_number(*at)) {
      auto* last = std::find_if_not(at, end, in_number);
      auto* to = at;
      auto digits = 0;
      auto exponent = false;
      for (; at != last; ++at) {
        auto digit = *at >= '0' && *at <= '9';
        digits = digit ? digits + 1 : 0;
        exponent = exponent || *at == 'e' || *at == 'E';
        if (!digit || digits <= (exponent ? 1 : size_max))
          *to++ = *at;
      }
      std::fill(to, last, ' ');
      --at;
    }
  }
}

} // namespace

bool json_reader::read(std::string_view record, record_tree& out) {
  constexpr auto flags = rapidjson::kParseInsituFlag
                         | rapidjson::kParseIterativeFlag
                         | rapidjson::kParseNumbersAsStringsFlag;
  for (auto tried = false;; tried = true) {
    copy_.assign(record.begin(), record.end());
    copy_.push_back('\0');
    auto* end = copy_.data() + record.size();
    replace_lone_surrogates(copy_.data(), end);
    if (tried) {
      shrink_numbers(copy_.data(), end);
      shrunk_ = copy_;
      record = {shrunk_.data(), record.size()};
    }
    out.clear();
    in_place in{copy_.data()};
    tree_builder into{out, record, in};
    rapidjson::Reader reader;
    auto result = reader.Parse<flags>(in, into);
    if (result.Code() == rapidjson::kParseErrorNumberTooBig && !tried)
      continue;
    // A NUL in the record ends RapidJSON's reading, but not the record.
    return !result.IsError() && in.Tell() == record.size();
  }
}

} // namespace murmuration::audit
