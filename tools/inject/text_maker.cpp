#include "tools/inject/text_maker.hpp"

namespace murmuration::inject {

text_maker::text_maker(made_text& into)
  : made_(into) {
  made_.text.clear();
  made_.length = 0;
  made_.entities.clear();
}

void text_maker::space() {
  if (made_.length == 0)
    return;
  made_.text.put(" ");
  ++made_.length;
}

void text_maker::add_entity(entity::kind what, const word& sign,
                            std::string_view name, std::uint32_t length,
                            std::uint64_t user_id) {
  space();
  auto start = made_.length;
  glue(sign);
  made_.entities.push_back({.what = what,
                            .start = start,
                            .end = made_.length += length,
                            .at = made_.text.size(),
                            .size = name.size(),
                            .user_id = user_id});
  made_.text.put(name);
  after_entity_ = true;
}

void text_maker::tag(std::string_view name) {
  static const word sign{"#"};
  add_entity(entity::kind::tag, sign, name, code_points(name), 0);
}

void text_maker::mention(std::string_view screen_name, std::uint64_t user_id) {
  static const word sign{"@"};
  add_entity(entity::kind::mention, sign, screen_name, code_points(screen_name),
             user_id);
}

void text_maker::link(std::string_view code) {
  static const word host{"https://t.co/"};
  add_entity(entity::kind::url, host, code, code_points(code), 0);
}

void text_maker::join(const made_text& other) {
  space();
  auto shift = made_.length;
  auto shift_bytes = made_.text.size();
  made_.text.put(other.text);
  made_.length += other.length;
  for (auto x : other.entities) {
    x.start += shift;
    x.end += shift;
    x.at += shift_bytes;
    made_.entities.push_back(x);
  }
}

} // namespace murmuration::inject
