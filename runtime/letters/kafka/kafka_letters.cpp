#include "runtime/letters/kafka/kafka_letters.hpp"

#include <exception>
#include <utility>

#include <xxhash.h>

#include "runtime/letters/kafka/producer.hpp"
#include "runtime/letters/kafka/tail_reader.hpp"
#include "runtime/letters/kafka/topic.hpp"

namespace murmuration {

namespace {

using namespace letters;

class kafka_letters final : public letter_sink {
public:
  explicit kafka_letters(kafka_letters_options options)
    : options_(std::move(options)) {
    // What is wrong with the properties is said at the start.
    make_conf(options_, role::writer);
    make_conf(options_, role::reader);
  }

  letter_tail read_back(const topic_partition& source, position from) override {
    letter_tail tail;
    try {
      tail.error = connect();
      if (tail.error.empty())
        tail = read_tail(options_, partition_for(source), source, from);
    } catch (const std::exception& x) {
      tail.error = x.what(); // no client could be made
    }
    return tail;
  }

  std::string write(const topic_partition& source, generation gen,
                    const std::vector<dead_letter>& letters) override {
    if (!writer_)
      return trouble(options_, "not written", "nothing was read back yet");
    auto error = writer_->write(partition_for(source), source, gen, letters);
    // The next one, with the same id, ends what this one left open.
    if (!error.empty())
      writer_.reset();
    return error;
  }

private:
  std::string connect() {
    if (writer_)
      return {};
    auto fresh = std::make_unique<producer>(options_);
    auto topic = ensure_topic(fresh->handle(), options_);
    if (!topic.error.empty())
      return topic.error;
    auto error = fresh->take_over();
    if (!error.empty())
      return error;
    partitions_ = topic.partitions;
    writer_ = std::move(fresh);
    return {};
  }

  /// The letters of one partition lie in one partition, in order.
  std::int32_t partition_for(const topic_partition& source) const {
    auto name = to_string(source);
    return static_cast<std::int32_t>(XXH3_64bits(name.data(), name.size())
                                     % static_cast<std::uint64_t>(partitions_));
  }

  kafka_letters_options options_;
  std::unique_ptr<producer> writer_; ///< none: the id is to be taken over
  std::int32_t partitions_ = 0;
};

} // namespace

std::shared_ptr<letter_sink> make_kafka_letters(kafka_letters_options options) {
  return std::make_shared<kafka_letters>(std::move(options));
}

} // namespace murmuration
