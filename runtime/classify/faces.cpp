#include "runtime/classify/faces.hpp"

#include "runtime/classify/text_bytes.hpp"

namespace murmuration {
namespace {

std::string_view name_of_mouth(char mouth) {
  switch (mouth) {
    case ')':
    case ']':
    case '}':
      return "smile";
    case '(':
    case '[':
    case '{':
      return "frown";
    case 'D':
      return "laugh";
    case 'P':
    case 'p':
      return "tongue";
    case '/':
    case '\\':
      return "unsure";
    case '|':
      return "blank";
    case '*':
    case 'x':
    case 'X':
      return "kiss";
    case 'o':
    case 'O':
      return "gasp";
    default:
      return {};
  }
}

/// Letters and slashes are mouths only when nothing like a word follows.
bool needs_an_end(char mouth) {
  return mouth != ')' && mouth != '(' && mouth != '|';
}

face eyes_first(const char* next, const char* end) {
  const auto wink = *next == ';';
  ++next;
  const auto tear = next != end && *next == '\'';
  next += tear;
  if (next != end && (*next == '-' || *next == 'o' || *next == '^')
      && end - next > 1 && !name_of_mouth(next[1]).empty())
    ++next;
  if (next == end)
    return {};
  const auto mouth = *next;
  auto name = name_of_mouth(mouth);
  if (name.empty())
    return {};
  while (next != end && *next == mouth)
    ++next;
  if (needs_an_end(mouth) && next != end
      && (folded(*next) != 0 || *next == '/'))
    return {};
  if (tear)
    name = name == "frown" ? "tears" : "joyful tears";
  else if (wink && name == "smile")
    name = "wink";
  return {name, next};
}

face mouth_first(const char* next, const char* end) {
  const auto mouth = *next;
  if (end - next < 2 || (next[1] != ':' && next[1] != '=' && next[1] != ';'))
    return {};
  next += 2;
  if (next != end && *next > ' ')
    return {};
  return {mouth == '(' ? "smile" : "frown", next};
}

/// `-_-`, `-__-`, `^_^`, `^^`.
face closed_eyes(const char* next, const char* end) {
  const auto eye = *next++;
  auto line = next;
  while (line != end && *line == '_' && line - next < 8)
    ++line;
  if (line == end || *line != eye || (eye == '-' && line == next))
    return {};
  return {eye == '-' ? "annoyed" : "beaming", line + 1};
}

} // namespace

face face_at(const char* next, const char* end, bool alone) {
  switch (*next) {
    case ':':
    case ';':
    case '=':
      return eyes_first(next, end);
    case '(':
    case ')':
      return alone ? mouth_first(next, end) : face{};
    case '-':
    case '^':
      return closed_eyes(next, end);
    case '<':
      if (end - next >= 2 && next[1] == '3')
        return {"heart", next + 2};
      if (end - next >= 3 && next[1] == '/' && next[2] == '3')
        return {"broken heart", next + 3};
      return {};
    default:
      return {};
  }
}

} // namespace murmuration
