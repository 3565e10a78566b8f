/// What the engine asks of a sentiment model, whichever it is. Immutable, so
/// one model serves all threads; a thread's own reader may be faster.
///   auto [label, score] = model.classify("what a lovely day");
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "messages/tweet.hpp"

namespace murmuration {

class sentiment_model {
public:
  struct verdict {
    sentiment label = sentiment::none;
    double score = 0; ///< probability of `label`, 0 to 1
  };

  virtual ~sentiment_model() = default;

  /// `text` is UTF-8. Never throws, never fails: a text without any known
  /// word gets the model's answer to an empty one.
  virtual verdict classify(std::string_view text) const = 0;

  /// Gives the same answers, to one thread, and may remember what helps with
  /// the next. The model must outlive it.
  class reader {
  public:
    virtual ~reader() = default;
    virtual verdict classify(std::string_view text) = 0;
  };
  virtual std::unique_ptr<reader> make_reader() const;

  /// Hash of the model's files and of what else decides its labels: another
  /// id means other counting rules.
  virtual std::uint64_t id() const = 0;

  /// The languages it knows, as in `classifier.languages`; empty when its file
  /// does not say.
  virtual const std::vector<std::string>& languages() const {
    static const std::vector<std::string> unknown;
    return unknown;
  }
};

} // namespace murmuration
