/// Puts texts together and keeps account of where their entities are.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "tools/inject/made_tweet.hpp"

namespace murmuration::inject {

/// Code points of valid UTF-8.
std::uint32_t code_points(std::string_view text);

/// The first `n` code points.
std::string_view first_code_points(std::string_view text, std::uint32_t n);

class text_maker {
public:
  /// Adds a word; `spaced` false joins it to the one before. An entity is
  /// always spaced, so that it is one by Twitter's rules too.
  void word(std::string_view text, bool spaced);
  void tag(std::string_view name);
  void mention(std::string_view screen_name, std::uint64_t user_id);
  void url(std::string_view address);
  /// Adds at the end without a space.
  void glue(std::string_view text);
  /// Adds a whole text with its entities.
  void join(const made_text& other);

  std::uint32_t length() const {
    return made_.length;
  }
  made_text take() {
    return std::move(made_);
  }

private:
  void space();
  void add(entity::kind what, std::string_view sign, std::string_view text,
           std::uint64_t user_id);

  made_text made_;
  bool after_entity_ = false;
};

} // namespace murmuration::inject
