/// Labelled texts from files.
///   rows data;
///   data.read("train.tsv");
///   for (auto& x : data.all()) …
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace murmuration::train {

struct labelled_text {
  bool positive = false;
  std::uint32_t source = 0; ///< index into `rows::sources()`
  std::string_view text;
};

struct bad_row {
  std::string file;
  std::size_t line = 0; ///< from 1
  std::string why;
};

class rows {
public:
  /// Larger files are refused: they would not fit into a laptop's memory.
  static constexpr std::uintmax_t file_bytes_max = 2u << 30;

  /// A longer text is a bad row: no tweet is, and one row must not weigh as
  /// much as a thousand.
  static constexpr std::size_t text_bytes_max = 64u << 10;

  /// Adds a file's rows:
  ///   label<TAB>text            the source is the file's name
  ///   label<TAB>source<TAB>text when most rows have a second tab
  ///   label,text                below the header `sentiment,text` (A's
  ///                             sample.csv: no quoting)
  /// A label is 1 (positive) or 0. Bad rows are kept in `bad()` and are no
  /// error; a file that cannot be read or has no good row is one
  /// (std::runtime_error).
  void read(const std::filesystem::path& file);

  /// Adds one row; `text` must outlive the rows.
  void add(bool positive, std::string_view source, std::string_view text);

  const std::vector<labelled_text>& all() const {
    return all_;
  }
  const std::vector<std::string>& sources() const {
    return sources_;
  }
  const std::vector<bad_row>& bad() const {
    return bad_;
  }

private:
  std::uint32_t source_index(std::string_view name);

  std::vector<labelled_text> all_;
  std::vector<std::string> sources_;
  std::vector<bad_row> bad_;
  std::deque<std::string> files_; ///< what the texts point into
};

} // namespace murmuration::train
