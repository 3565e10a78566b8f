#include "runtime/ledger/chunks.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace murmuration {

namespace {

/// A varint of 64 bits takes at most 10 bytes, a string's length at most 5.
constexpr std::size_t number_bytes = 10;
constexpr std::size_t length_bytes = 5;
/// Envelope, field headers and list headers of an empty chunk, generously.
constexpr std::size_t frame_bytes = 256;

// Upper bounds of an element's bytes before compression, which never adds any.

std::size_t bytes_of(const tag_count& x) {
  return x.key.size() + x.tag.size() + 2 * length_bytes + number_bytes;
}

std::size_t bytes_of(const second_count&) {
  return 5 * number_bytes;
}

std::size_t bytes_of(const second_words& x) {
  auto bytes = number_bytes + 16;
  for (const auto& one : x.words)
    bytes += one.word.size() + length_bytes + number_bytes;
  return bytes;
}

std::size_t bytes_of(const recent_tweet& x) {
  return x.id.size() + x.author.size() + x.created_at.size() + x.text.size()
         + x.lang.size() + 5 * length_bytes + 2 * number_bytes + 8;
}

std::size_t bytes_of(const std::string& x) {
  return x.size() + length_bytes;
}

template <class T>
void move_all(std::vector<T>& into, std::vector<T>& from) {
  into.insert(into.end(), std::make_move_iterator(from.begin()),
              std::make_move_iterator(from.end()));
}

} // namespace

chunk_cutter::chunk_cutter(const snapshot_content& content,
                           std::size_t bytes_max)
  : content_(content)
  , bytes_max_(bytes_max) {}

template <class T>
bool chunk_cutter::take(const std::vector<T>& from, std::size_t& done,
                        std::vector<T>& into) {
  for (; done < from.size(); ++done) {
    auto more = bytes_of(from[done]);
    if (bytes_ + more > bytes_max_ && bytes_ > frame_bytes)
      return false;
    bytes_ += more;
    into.push_back(from[done]);
  }
  return true;
}

std::optional<snapshot_content> chunk_cutter::next() {
  snapshot_content out;
  bytes_ = frame_bytes;
  auto whole = take(content_.tags, tags_, out.tags)
               && take(content_.seconds, seconds_, out.seconds)
               && take(content_.minutes, minutes_, out.minutes)
               && take(content_.words, words_, out.words)
               && take(content_.recent, recent_, out.recent)
               && take(content_.deleted, deleted_, out.deleted);
  if (whole && bytes_ == frame_bytes && !first_)
    return std::nullopt;
  first_ = false;
  return out;
}

void append_chunk(snapshot_content& whole, snapshot_content chunk) {
  move_all(whole.tags, chunk.tags);
  move_all(whole.seconds, chunk.seconds);
  move_all(whole.minutes, chunk.minutes);
  move_all(whole.words, chunk.words);
  move_all(whole.recent, chunk.recent);
  move_all(whole.deleted, chunk.deleted);
}

snapshot whole_of(const saved_snapshot& saved) {
  snapshot out{saved.announced, {}};
  while (auto part = saved.next())
    append_chunk(out.content, std::move(*part));
  return out;
}

} // namespace murmuration
