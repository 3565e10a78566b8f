/// JSON by RapidJSON, in place: the tree's texts point into the reader. All of
/// a record is checked. Not thread safe; keeps its buffer between records.
#pragma once

#include <string_view>
#include <vector>

#include "tools/audit/record_tree.hpp"

namespace murmuration::audit {

class json_reader {
public:
  /// `record` is valid UTF-8. False: it is not one JSON value, or too deep.
  bool read(std::string_view record, record_tree& out);

private:
  std::vector<char> copy_;
  std::vector<char> shrunk_; ///< of a record with a number that is too large
};

} // namespace murmuration::audit
