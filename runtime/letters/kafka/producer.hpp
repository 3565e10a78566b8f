/// A transactional producer. After an error it is of no use any more: the next
/// one, with the same id, ends whatever this one left open.
#pragma once

#include <set>
#include <span>
#include <string>

#include "runtime/letters/kafka/client.hpp"

namespace murmuration::letters {

class producer {
public:
  /// Throws std::invalid_argument. `options` outlives it.
  explicit producer(const kafka_letters_options& options);

  rd_kafka_t* handle() const {
    return handle_.get();
  }

  // Each gives why it failed, or nothing.

  /// Ends what former producers of the id began. Once, first.
  std::string take_over();
  /// Writes the letters, in order, in transactions of bounded size.
  std::string write(std::int32_t partition, const topic_partition& source,
                    generation gen, std::span<const dead_letter> letters);

private:
  /// What became of the messages of one transaction, by their places in it.
  struct reports {
    std::set<std::size_t> too_large;
    rd_kafka_resp_err_t other = RD_KAFKA_RESP_ERR_NO_ERROR;
  };

  std::string transact(std::int32_t partition, const topic_partition& source,
                       generation gen, std::span<const dead_letter> letters);
  std::string send(std::int32_t partition, const topic_partition& source,
                   generation gen, const dead_letter& letter, std::size_t place,
                   bool with_value);
  void poll(int ms);

  const kafka_letters_options& options_;
  reports reports_;
  handle_ptr handle_;
};

} // namespace murmuration::letters
