#include "tools/inject/text_maker.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace murmuration::inject {
namespace {

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

} // namespace

std::uint32_t code_points(std::string_view text) {
  return static_cast<std::uint32_t>(text.size()
                                    - static_cast<std::size_t>(std::count_if(
                                        text.begin(), text.end(), continues)));
}

std::string_view first_code_points(std::string_view text, std::uint32_t n) {
  std::size_t end = 0;
  for (; end < text.size(); ++end) {
    if (!continues(text[end]) && n-- == 0)
      break;
  }
  return text.substr(0, end);
}

void text_maker::space() {
  if (made_.length > 0)
    glue(" ");
}

void text_maker::glue(std::string_view text) {
  made_.text += text;
  made_.length += code_points(text);
}

void text_maker::word(std::string_view text, bool spaced) {
  if (spaced || after_entity_)
    space();
  glue(text);
  after_entity_ = false;
}

void text_maker::add(entity::kind what, std::string_view sign,
                     std::string_view text, std::uint64_t user_id) {
  space();
  auto start = made_.length;
  glue(sign);
  glue(text);
  made_.entities.push_back(
      {what, start, made_.length, std::string{text}, user_id});
  after_entity_ = true;
}

void text_maker::tag(std::string_view name) {
  add(entity::kind::tag, "#", name, 0);
}

void text_maker::mention(std::string_view screen_name, std::uint64_t user_id) {
  add(entity::kind::mention, "@", screen_name, user_id);
}

void text_maker::url(std::string_view address) {
  add(entity::kind::url, "", address, 0);
}

void text_maker::join(const made_text& other) {
  space();
  auto shift = made_.length;
  glue(other.text);
  for (auto x : other.entities) {
    x.start += shift;
    x.end += shift;
    made_.entities.push_back(std::move(x));
  }
}

} // namespace murmuration::inject
