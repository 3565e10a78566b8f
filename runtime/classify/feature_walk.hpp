/// The features of a text, in one pass over its bytes and without allocating:
/// words and pairs of words, sequences of characters within a word, marks.
/// What exactly is a feature is the format of hashed models, version 1, and
/// stands in README.md.
///   walk_features(text, places, sink);
///
/// `Sink` has `word(place)`, `gram(place)`; when it has `token(text, negated)`
/// it hears of each word or mark after its grams and before its word and pair.
/// When it has a `memo()`, whatever is known of a word is told by
/// `known(word, negated)` instead of `gram` and the first `word`; then it has
/// `weight(place)` as well.
#pragma once

#include <cstdint>
#include <string_view>

#include "runtime/classify/faces.hpp"
#include "runtime/classify/feature_hash.hpp"
#include "runtime/classify/negations.hpp"
#include "runtime/classify/other_character.hpp"
#include "runtime/classify/short_word.hpp"
#include "runtime/classify/text_bytes.hpp"
#include "runtime/classify/word_memo.hpp"
#include "runtime/classify/word_spelling.hpp"

namespace murmuration {

template <class Sink>
class feature_walk {
public:
  feature_walk(const feature_hash& places, Sink& sink)
    : places_(places)
    , sink_(sink) {}

  /// Walks over a whole text. Returns the number of words, faces and emoji:
  /// 0 when nothing but placeholders and marks is there.
  std::uint32_t run(const char* next, const char* end);

private:
  /// How many words a negation reaches.
  static constexpr int reach = 3;
  static constexpr std::uint64_t placeholder = 0x50;

  const char* word(const char* next, const char* end);
  const char* known_word(const char* next, const char* end);
  bool turned();
  const char* beyond(const char* next, const char* end);
  const char* entity(const char* next, const char* end);
  const char* stop(const char* next, const char* end);

  void emoji(std::string_view words);

  void named(std::string_view name, std::string_view text);

  void tell(const char* begin, const char* end, bool negated) {
    if constexpr (requires { sink_.token(std::string_view{}, true); })
      sink_.token(
          std::string_view(begin, static_cast<std::size_t>(end - begin)),
          negated);
  }

  void token(std::uint64_t hash) {
    sink_.word(places_(hash, feature_hash::word));
    pair(hash);
  }

  void pair(std::uint64_t hash) {
    sink_.word(
        places_(feature_hash::pair_of(previous_, hash), feature_hash::pair));
    previous_ = hash;
    ++tokens_;
  }

  const feature_hash places_;
  Sink& sink_;
  std::uint64_t previous_ = 0;
  std::uint32_t tokens_ = 0;
  int negated_ = 0; ///< how many words the last negation still reaches
};

/// Whether a negation reaches the word that has just been read.
template <class Sink>
bool feature_walk<Sink>::turned() {
  const auto result = negated_ > 0;
  negated_ -= result;
  return result;
}

template <class Sink>
const char* feature_walk<Sink>::word(const char* next, const char* end) {
  if constexpr (requires { sink_.memo(); }) {
    if (auto after = known_word(next, end); after != next)
      return after;
  }
  auto found = spell(next, end, places_,
                     [this](std::uint32_t place) { sink_.gram(place); });
  const auto turns = turned();
  tell(next, found.end, turns);
  token(turns ? found.hash ^ feature_hash::negated : found.hash);
  if (negates(found.units))
    negated_ = reach;
  return found.end;
}

/// Reads a word that the memo can hold; `next` when it is none.
template <class Sink>
const char* feature_walk<Sink>::known_word(const char* next, const char* end) {
  auto short_word = short_word_at(next, end);
  auto after = next + short_word.size;
  if (after != end
      && (*after == '\'' || *after == '`' || *after == '&'
          || static_cast<unsigned char>(*after) > 0x7F))
    return next; // it may go on
  if (short_word.size == 0)
    return next;
  auto& known = sink_.memo().at(short_word, [&] {
    word_memo::known_word result;
    auto found = spell(next, after, places_, [&](std::uint32_t place) {
      result.grams += sink_.weight(place);
    });
    result.hash = found.hash;
    result.weight = sink_.weight(places_(found.hash, feature_hash::word));
    result.negated = sink_.weight(
        places_(found.hash ^ feature_hash::negated, feature_hash::word));
    result.negates = negates(found.units);
    return result;
  });
  const auto turns = turned();
  sink_.known(known, turns);
  pair(turns ? known.hash ^ feature_hash::negated : known.hash);
  if (known.negates)
    negated_ = reach;
  return after;
}

template <class Sink>
void feature_walk<Sink>::named(std::string_view name, std::string_view text) {
  auto hash = feature_hash::word_start;
  for (char c : name)
    hash = feature_hash::word_step(hash, static_cast<unsigned char>(c));
  tell(text.data(), text.data() + text.size(), false);
  token(hash ^ feature_hash::mark);
}

template <class Sink>
void feature_walk<Sink>::emoji(std::string_view words) {
  negated_ = 0;
  const char* end = words.data() + words.size();
  for (const char* next = words.data(); next != end;) {
    if (*next == ' ')
      ++next;
    else
      next = word(next, end);
  }
  negated_ = 0;
}

template <class Sink>
const char* feature_walk<Sink>::beyond(const char* next, const char* end) {
  auto other = read_other(next, end);
  switch (other.what) {
    case other_character::role::letter:
      return word(next, end);
    case other_character::role::emoji:
      emoji(other.words);
      break;
    case other_character::role::stop:
      negated_ = 0;
      break;
    default:
      break;
  }
  return next + other.size;
}

template <class Sink>
const char* feature_walk<Sink>::entity(const char* next, const char* end) {
  for (std::string_view name : {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;",
                                "&#39;", "&#039;", "&#x27;", "&nbsp;"}) {
    if (!stands_at(next, end, name))
      continue;
    next += name.size();
    if (name == "&lt;" && next != end && *next == '3') {
      named("heart", {next - name.size(), name.size() + 1});
      ++next;
    }
    return next;
  }
  return next + 1;
}

template <class Sink>
const char* feature_walk<Sink>::stop(const char* next, const char* end) {
  const char* const begin = next;
  std::uint64_t seen = 0;
  for (; next != end
         && byte_classes[static_cast<unsigned char>(*next)] == byte_class::stop;
       ++next)
    seen |= *next == '!'                    ? 1
            : *next == '?'                  ? 2
            : *next == '.' && next != begin ? 4
                                            : 0;
  negated_ = 0;
  if (seen != 0) {
    tell(begin, next, false);
    sink_.word(places_(seen, feature_hash::mark));
  }
  return next;
}

template <class Sink>
std::uint32_t feature_walk<Sink>::run(const char* next, const char* end) {
  const char* const begin = next;
  while (next != end) {
    const auto what = byte_classes[static_cast<unsigned char>(*next)];
    switch (what) {
      case byte_class::other:
        ++next;
        break;
      case byte_class::word: {
        if ((*next | 0x20) == 'h' || (*next | 0x20) == 'w') {
          auto after = link_end(next, end);
          if (after != next) {
            next = after;
            previous_ = placeholder;
            break;
          }
        }
        next = word(next, end);
        break;
      }
      case byte_class::at: {
        auto after = mention_end(next, end);
        if (after != next)
          previous_ = placeholder;
        next = after == next ? next + 1 : after;
        break;
      }
      case byte_class::beyond:
        next = beyond(next, end);
        break;
      case byte_class::ampersand:
        next = entity(next, end);
        break;
      case byte_class::stop:
        next = stop(next, end);
        break;
      default: {
        auto found = face_at(next, end, next == begin || next[-1] <= ' ');
        if (found.name.empty()) {
          if (what == byte_class::eyes)
            negated_ = 0;
          ++next;
          break;
        }
        named(found.name, {next, static_cast<std::size_t>(found.end - next)});
        next = found.end;
        negated_ = 0;
      }
    }
  }
  sink_.word(places_(feature_hash::pair_of(previous_, 0), feature_hash::pair));
  return tokens_;
}

template <class Sink>
std::uint32_t walk_features(std::string_view text, const feature_hash& places,
                            Sink& sink) {
  return feature_walk<Sink>{places, sink}.run(text.data(),
                                              text.data() + text.size());
}

} // namespace murmuration
