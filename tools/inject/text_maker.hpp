/// Puts texts together and keeps account of where their entities are. The
/// parts are JSON (see word.hpp).
///   text_maker text{tweet.body};   // which it empties
///   text.mention("ada", 7);
#pragma once

#include <cstdint>
#include <string_view>

#include "tools/inject/made_tweet.hpp"
#include "tools/inject/word.hpp"

namespace murmuration::inject {

class text_maker {
public:
  /// `into` outlives it.
  explicit text_maker(made_text& into);

  /// Adds a word; `spaced` false joins it to the one before. An entity is
  /// always spaced, so that it is one by Twitter's rules too.
  void add(const word& x, bool spaced) {
    if (spaced || after_entity_)
      space();
    made_.text.put(x);
    made_.length += x.length();
    after_entity_ = false;
  }
  void tag(std::string_view name);
  void mention(std::string_view screen_name, std::uint64_t user_id);
  /// A short link by its code.
  void link(std::string_view code);
  /// Adds at the end without a space.
  void glue(const word& x) {
    made_.text.put(x);
    made_.length += x.length();
  }
  /// Adds a whole text with its entities.
  void join(const made_text& other);

  std::uint32_t length() const {
    return made_.length;
  }

private:
  void space();
  void add_entity(entity::kind what, const word& sign, std::string_view name,
                  std::uint32_t length, std::uint64_t user_id);

  made_text& made_;
  bool after_entity_ = false;
};

} // namespace murmuration::inject
