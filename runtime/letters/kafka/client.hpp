/// librdkafka clients as the letters need them.
#pragma once

#include <string>

#include "runtime/kafka/handles.hpp"
#include "runtime/letters/kafka/kafka_letters.hpp"

namespace murmuration::letters {

using namespace kafka; // its owning pointers

/// Each call on a broker is given up after this. Longer than a broker needs to
/// elect a leader, shorter than anybody's patience.
inline constexpr int timeout_ms = 10'000;

enum class role {
  writer,   ///< transactional
  reader,   ///< sees what is committed
  observer, ///< sees also what is not yet committed
};

/// Throws std::invalid_argument. `options` outlives the configuration and the
/// client made of it.
conf_ptr make_conf(const kafka_letters_options& options, role as);
handle_ptr make_client(const kafka_letters_options& options, role as,
                       conf_ptr conf);

/// `dead-letters.topic x: what: why`
std::string trouble(const kafka_letters_options& options,
                    const std::string& what, const std::string& why);
std::string trouble(const kafka_letters_options& options,
                    const std::string& what, rd_kafka_resp_err_t why);

} // namespace murmuration::letters
