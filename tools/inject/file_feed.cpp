#include "tools/inject/file_feed.hpp"

#include <algorithm>
#include <fstream>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "runtime/decode/decoder.hpp"
#include "runtime/decode/hashtags.hpp"
#include "runtime/decode/tag_key.hpp"
#include "tools/inject/dice.hpp"
#include "tools/inject/json_records.hpp"
#include "tools/inject/python_json.hpp"
#include "tools/records_out/json_string.hpp"

namespace murmuration::inject {
namespace {

std::string read(const std::string& path) {
  std::ifstream in{path, std::ios::binary | std::ios::ate};
  if (!in)
    throw std::runtime_error(
        "--path " + path + ": " + std::generic_category().message(errno)
        + "; give a file of JSON lines or one JSON array of tweets");
  std::string bytes(static_cast<std::size_t>(in.tellg()), '\0');
  in.seekg(0);
  if (!in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
    throw std::runtime_error("--path " + path + ": cannot be read");
  return bytes;
}

class file_feed final : public feed {
public:
  file_feed(const options& asked, bool with_tags)
    : path_(asked.path)
    , bytes_(read(asked.path))
    , rolls_(asked.seed ? *asked.seed : std::random_device{}())
    , format_(asked.format.value_or(format::v1))
    , in_order_(asked.in_order)
    , with_tags_(with_tags) {
    try {
      records_ = split_records(bytes_);
    } catch (const std::runtime_error& e) {
      throw std::runtime_error("--path " + path_ + ": " + e.what());
    }
    if (records_.empty())
      throw std::runtime_error("--path " + path_ + ": holds no record");
  }

  bool next(outgoing& record) override {
    if (in_order_ && place_ == records_.size())
      return false;
    auto number = in_order_ ? place_++ : rolls_.below(records_.size());
    record.value = one_line(records_[number]);
    record.adds.tags.clear();
    look_at(record);
    if (format_ == format::python)
      to_python(record.value, number);
    return true;
  }

private:
  /// Reads the record as the engine does: its key, its text, what it adds.
  void look_at(outgoing& record) {
    // The decoder wants 64 readable bytes behind the value.
    auto size = record.value.size();
    record.value.append(64, ' ');
    arena bytes;
    tweet read;
    tags_.clear();
    auto what =
        decoder_.decode({record.value.data(), size}, bytes, read, tags_).what;
    record.value.resize(size);
    record.adds.tweet = what == outcome::counted;
    record.key.clear();
    if (!record.adds.tweet)
      return;
    record.key = read.id;
    if (format_ == format::text) {
      record.value.clear();
      records_out::append_json_string(record.value, read.top_text);
      tags_.clear();
      extract_hashtags(read.top_text, tags_);
    } else if (!read.has_entities) {
      extract_hashtags(read.text, tags_);
    }
    if (with_tags_)
      collect(bytes, record.adds.tags);
  }

  void collect(arena& bytes, std::vector<std::string>& keys) const {
    for (const auto& x : tags_) {
      if (auto key = tag_key(x.text, bytes); !key.empty())
        keys.emplace_back(key);
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  }

  void to_python(std::string& value, std::size_t number) const {
    std::string python;
    if (!append_python(python, value))
      throw std::runtime_error("--path " + path_ + ": record "
                               + std::to_string(number + 1)
                               + " is no JSON, so it has no Python form; "
                                 "leave out --format python");
    value = std::move(python);
  }

  std::string path_;
  std::string bytes_;
  std::vector<std::string_view> records_;
  std::size_t place_ = 0;
  dice rolls_;
  format format_;
  bool in_order_;
  bool with_tags_;
  decoder decoder_;
  std::vector<hashtag> tags_;
};

} // namespace

std::unique_ptr<feed> make_file_feed(const options& asked, bool with_tags) {
  return std::make_unique<file_feed>(asked, with_tags);
}

} // namespace murmuration::inject
