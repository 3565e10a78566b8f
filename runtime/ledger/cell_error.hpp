/// What a broken cell is reported as. Internal to runtime/ledger.
#pragma once

#include <string>
#include <string_view>

#include "runtime/store/ledger_store.hpp"

namespace murmuration {

inline store_error broken_cell(std::string_view key,
                               const store_error& reason) {
  return {"ledger cell '" + std::string{key} + "': " + reason.what};
}

} // namespace murmuration
