#include "runtime/letters/file/letter_file.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "runtime/letters/file/back_search.hpp"
#include "runtime/letters/file/letter_line.hpp"
#include "runtime/letters/file/plain_file.hpp"

namespace murmuration {

namespace {

using namespace letters;

class letter_file final : public letter_sink {
public:
  explicit letter_file(const std::filesystem::path& path)
    : file_(path) {
    auto error = repair();
    if (!error.empty())
      throw std::runtime_error(error);
  }

  letter_tail read_back(const topic_partition& source, position from) override {
    letter_tail tail;
    std::int64_t end = 0;
    tail.error = repair();
    // What a former life wrote may be in the page cache only.
    if (tail.error.empty())
      tail.error = file_.sync();
    if (tail.error.empty())
      tail.error = file_.size(end);
    if (tail.error.empty())
      tail.error = search_back(file_, end, [&](const line_head& x) {
        if (x.source != source)
          return true;
        if (x.at.gen == from.gen && x.at >= from)
          tail.there.push_back(x.at.next);
        return x.at >= from;
      });
    return tail;
  }

  std::string write(const topic_partition& source, generation gen,
                    const std::vector<dead_letter>& letters) override {
    std::int64_t before = 0;
    auto error = file_.size(before);
    std::string lines;
    for (auto& x : letters) {
      if (!error.empty())
        break;
      lines += to_line(source, gen, x);
      if (lines.size() >= chunk_bytes)
        error = file_.append(std::exchange(lines, {}));
    }
    if (error.empty())
      error = file_.append(lines);
    if (error.empty())
      error = file_.sync();
    // After a failed sync the kernel takes the bytes for written: they must go.
    if (!error.empty())
      file_.cut(before);
    return error;
  }

private:
  static constexpr std::size_t chunk_bytes = 1u << 20;

  /// Cuts the half line at the end, if it is the beginning of one of ours.
  std::string repair() {
    std::int64_t size = 0;
    std::int64_t end = 0;
    auto error = file_.size(size);
    if (error.empty())
      error = end_of_lines(file_, end);
    if (!error.empty() || end >= size)
      return error;
    std::string rest;
    auto few = std::min<std::int64_t>(size - end, line_prefix.size());
    error = file_.read(end, static_cast<std::size_t>(few), rest);
    if (!error.empty())
      return error;
    if (!line_prefix.starts_with(rest))
      return "dead-letters.path: " + file_.path().string()
             + " ends with something else than a dead letter; name another "
               "file, or end its last line";
    return file_.cut(end);
  }

  plain_file file_;
};

} // namespace

std::shared_ptr<letter_sink>
open_letter_file(const std::filesystem::path& path) {
  return std::make_shared<letter_file>(path);
}

} // namespace murmuration
