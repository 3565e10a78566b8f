#include "runtime/classify/sentiment_model.hpp"

namespace murmuration {

namespace {

/// Remembers nothing.
class plain_reader final : public sentiment_model::reader {
public:
  explicit plain_reader(const sentiment_model& model)
    : model_(model) {}

  sentiment_model::verdict classify(std::string_view text) override {
    return model_.classify(text);
  }

private:
  const sentiment_model& model_;
};

} // namespace

std::unique_ptr<sentiment_model::reader> sentiment_model::make_reader() const {
  return std::make_unique<plain_reader>(*this);
}

} // namespace murmuration
