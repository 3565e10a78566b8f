/// The commands of murmuration-ledger. Each prints to standard output and
/// throws std::runtime_error, for people, when it cannot do its work.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "config/settings.hpp"
#include "messages/ids.hpp"
#include "runtime/store/ledger_store.hpp"

namespace murmuration::tools {

struct list_options {
  bool json = false;
};

struct show_options {
  std::optional<topic_partition> source; ///< none: the job as a whole
  std::optional<offset> delta;           ///< the one that holds this offset
  std::optional<generation> gen;         ///< of the delta; none: the current
};

struct export_options {
  bool deltas = false; ///< the chain itself instead of what it amounts to
};

struct generation_options {
  topic_partition source;
  std::string from; ///< earliest, latest, or an offset
};

void list(const settings& config, const list_options& what);
void show(const settings& config, const show_options& what);
void export_all(const settings& config, const export_options& what);
void new_generation(const settings& config, const generation_options& what);

/// The value, or the error thrown.
template <class T>
T value_of(store_result<T> result) {
  if (!result)
    throw std::runtime_error(result.error().what);
  return std::move(*result);
}

} // namespace murmuration::tools
