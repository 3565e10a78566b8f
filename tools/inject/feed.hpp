/// Where records come from: made up or read from a file. One thread.
#pragma once

#include <vector>

#include "tools/records_out/record.hpp"
#include "tools/records_out/truth.hpp"

namespace murmuration::inject {

using records_out::outgoing;
using records_out::receipt;

class feed {
public:
  virtual ~feed() = default;
  /// Fills in the next record; false when there is none. Throws
  /// std::runtime_error on input that cannot be used.
  virtual bool next(outgoing& record) = 0;
  /// The bursts among the records so far.
  virtual std::vector<records_out::campaign_truth> campaigns() const {
    return {};
  }
};

} // namespace murmuration::inject
