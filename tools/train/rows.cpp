#include "tools/train/rows.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include <utf8proc.h>

namespace murmuration::train {
namespace {

enum class form { csv, two_columns, three_columns };

std::string bytes_of(const std::filesystem::path& file) {
  std::error_code error;
  auto size = std::filesystem::file_size(file, error);
  if (error)
    throw std::runtime_error(file.string() + ": " + error.message());
  if (size > rows::file_bytes_max)
    throw std::runtime_error(file.string() + ": is larger than 2 GiB");
  std::string bytes(size, '\0');
  std::ifstream in{file, std::ios::binary};
  if (!in.read(bytes.data(), static_cast<std::streamsize>(size)))
    throw std::runtime_error(file.string()
                             + ": cannot be read; check its permissions");
  return bytes;
}

/// Calls `found(line, number)` for each line, without its end.
template <class F>
void for_each_line(std::string_view bytes, F&& found) {
  for (std::size_t number = 1; !bytes.empty(); ++number) {
    auto end = std::min(bytes.find('\n'), bytes.size());
    auto line = bytes.substr(0, end);
    if (line.ends_with('\r'))
      line.remove_suffix(1);
    found(line, number);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
}

form form_of(std::string_view bytes) {
  std::size_t lines = 0;
  std::size_t second_tabs = 0;
  auto csv = false;
  for_each_line(bytes, [&](std::string_view line, std::size_t number) {
    csv |= number == 1 && line == "sentiment,text";
    ++lines;
    second_tabs += std::ranges::count(line, '\t') >= 2;
  });
  if (csv)
    return form::csv;
  return second_tabs * 2 > lines ? form::three_columns : form::two_columns;
}

bool is_utf8(std::string_view text) {
  auto next = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (auto left = static_cast<utf8proc_ssize_t>(text.size()); left > 0;) {
    utf8proc_int32_t point;
    auto size = utf8proc_iterate(next, left, &point);
    if (size <= 0)
      return false;
    next += size;
    left -= size;
  }
  return true;
}

struct columns {
  std::string_view label;
  std::string_view source;
  std::string_view text;
  const char* problem = nullptr;
};

columns split(std::string_view line, form how) {
  columns result;
  auto separator = how == form::csv ? ',' : '\t';
  auto take = [&](std::string_view& into) {
    auto at = line.find(separator);
    if (at == std::string_view::npos)
      return false;
    into = line.substr(0, at);
    line.remove_prefix(at + 1);
    return true;
  };
  if (!take(result.label)
      || (how == form::three_columns && !take(result.source)))
    result.problem = how == form::csv           ? "has no comma"
                     : how == form::two_columns ? "has no tab"
                                                : "has less than two tabs";
  else if (result.label != "0" && result.label != "1")
    result.problem = "its label is neither 0 nor 1";
  else if (line.empty())
    result.problem = "has no text";
  else if (line.size() > rows::text_bytes_max)
    result.problem = "its text is longer than 64 KiB";
  else if (!is_utf8(line))
    result.problem = "is not UTF-8";
  result.text = line;
  return result;
}

} // namespace

void rows::read(const std::filesystem::path& file) {
  auto& bytes = files_.emplace_back(bytes_of(file));
  auto how = form_of(bytes);
  auto name = file.stem().string();
  auto before = all_.size();
  for_each_line(bytes, [&](std::string_view line, std::size_t number) {
    if (how == form::csv && number == 1)
      return;
    auto found = split(line, how);
    if (found.problem)
      bad_.push_back({file.string(), number, found.problem});
    else
      add(found.label == "1", how == form::three_columns ? found.source : name,
          found.text);
  });
  if (all_.size() == before)
    throw std::runtime_error(
        file.string()
        + ": has no row such as 1<TAB>text or 1<TAB>source<TAB>text");
}

void rows::add(bool positive, std::string_view source, std::string_view text) {
  all_.push_back({positive, source_index(source), text});
}

std::uint32_t rows::source_index(std::string_view name) {
  auto found = std::ranges::find(sources_, name);
  if (found == sources_.end())
    found = sources_.emplace(sources_.end(), name);
  return static_cast<std::uint32_t>(found - sources_.begin());
}

} // namespace murmuration::train
