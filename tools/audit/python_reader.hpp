/// Python's notation of an object or a list: what `repr` writes, and what of
/// `ast.literal_eval` runtime/decode/README.md says is taken besides. Not
/// thread safe; the tree's texts point into the record and the reader.
#pragma once

#include <string_view>
#include <vector>

#include "tools/audit/record_tree.hpp"

namespace murmuration::audit {

class python_reader {
public:
  /// `record` is valid UTF-8. False: it is no such notation.
  bool read(std::string_view record, record_tree& out);

  /// The last record had something that is Python's alone.
  bool is_pythons() const {
    return pythons_;
  }

private:
  struct parser;
  std::vector<char> texts_;
  bool pythons_ = false;
};

} // namespace murmuration::audit
