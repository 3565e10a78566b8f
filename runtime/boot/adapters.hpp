/// Which adapters the config asks for.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "config/settings.hpp"
#include "runtime/classify/sentiment_model.hpp"
#include "runtime/letters/letter_sink.hpp"
#include "runtime/serving/table_store.hpp"
#include "runtime/source/record_source.hpp"
#include "runtime/store/ledger_store.hpp"

namespace murmuration {

/// Names this engine in the group and in the ledger: `source.kafka.instance-id`
/// or host name and HTTP port.
std::string instance_name(const settings& config);

/// These throw std::runtime_error that says what to do.
std::shared_ptr<record_source> make_source(const settings& config, bool drain);
std::shared_ptr<ledger_store> make_store(const settings& config);
/// Null when dead letters are off.
std::shared_ptr<letter_sink> make_letters(const settings& config);
/// Makes the connection to the tables of older readers; empty when none is
/// enabled.
std::function<std::shared_ptr<serving::table_store>()>
make_tables(const settings& config);
/// Null when the leg is off.
std::shared_ptr<const sentiment_model> make_model(const settings& config);

} // namespace murmuration
