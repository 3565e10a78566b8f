/// Host names in a text (`www.example.com`), for urls.hpp.
///
///   host_finder hosts{text, any_letter};
///   hosts.end_of(7);  // of the longest host name that begins at 7; 0: none
#pragma once

#include <cstddef>
#include <vector>

#include "tools/audit/utf8.hpp"

namespace murmuration::audit {

/// Letters of a host name without protocol: ASCII and accented Latin.
bool is_plain_host(std::uint32_t point);
/// The same behind `http://`: anything but blanks, controls and punctuation.
bool is_any_host(std::uint32_t point);

class host_finder {
public:
  using letter_test = bool (*)(std::uint32_t);

  host_finder(const code_points& text, letter_test is_letter)
    : text_(text)
    , is_letter_(is_letter) {}

  /// `from` is at a letter, and not before that of the call before.
  std::size_t end_of(std::size_t from);

private:
  /// Between two points of a run of letters, `-`, `_` and points.
  struct part {
    std::size_t first = 0;
    std::size_t last = 0;
    /// Of the longest host name whose first part is this one; 0: there is none.
    std::size_t host_end = 0;
  };

  void read_run(std::size_t from);
  bool is_part(std::size_t first, std::size_t last) const;
  bool has_underscore(std::size_t first, std::size_t last) const;
  std::size_t domain_end(std::size_t at) const;

  const code_points& text_;
  letter_test is_letter_;
  std::vector<part> parts_;
  std::size_t now_ = 0;     ///< the part that the last call was about
  std::size_t run_end_ = 0; ///< behind the run that `parts_` is of
};

} // namespace murmuration::audit
