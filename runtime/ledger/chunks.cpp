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
  return number_bytes + 16 + x.words.bytes()
         + x.words.size() * (length_bytes + number_bytes);
}

std::size_t bytes_of(const recent_tweet& x) {
  return x.id.size() + x.author.size() + x.created_at.size() + x.text.size()
         + x.lang.size() + 5 * length_bytes + 2 * number_bytes + 8;
}

std::size_t bytes_of(const second_uses& x) {
  return 2 * number_bytes + x.tags.size() * 2 * length_bytes;
}

std::size_t bytes_of(const minute_authors& x) {
  return 2 * number_bytes + x.uses.size() * 2 * length_bytes;
}

std::size_t bytes_of(const lost_second&) {
  return 2 * number_bytes;
}

std::size_t bytes_of(const std::string& x) {
  return x.size() + length_bytes;
}

template <class T>
void move_all(std::vector<T>& into, std::vector<T>& from) {
  into.insert(into.end(), std::make_move_iterator(from.begin()),
              std::make_move_iterator(from.end()));
}

template <class T>
void move_all(std::optional<std::vector<T>>& into,
              std::optional<std::vector<T>>& from) {
  if (from && into)
    move_all(*into, *from);
  else if (from)
    into = std::move(from);
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

/// The chunk that holds its first element, or none at all, says that it is on.
template <class T>
bool chunk_cutter::take(const std::optional<std::vector<T>>& from,
                        std::size_t& done,
                        std::optional<std::vector<T>>& into) {
  return !from || take(*from, done, into.emplace());
}

std::optional<snapshot_content> chunk_cutter::next() {
  snapshot_content out;
  out.lost.seconds_to = content_.lost.seconds_to;
  out.lost.authors_to = content_.lost.authors_to;
  bytes_ = frame_bytes;
  auto whole = take(content_.tags, tags_, out.tags)
               && take(content_.seconds, seconds_, out.seconds)
               && take(content_.minutes, minutes_, out.minutes)
               && take(content_.words, words_, out.words)
               && take(content_.recent, recent_, out.recent)
               && take(content_.deleted, deleted_, out.deleted)
               && take(content_.tag_seconds, tag_seconds_, out.tag_seconds)
               && take(content_.tag_authors, tag_authors_, out.tag_authors)
               && take(content_.lost.seconds, lost_, out.lost.seconds);
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
  move_all(whole.tag_seconds, chunk.tag_seconds);
  move_all(whole.tag_authors, chunk.tag_authors);
  move_all(whole.lost.seconds, chunk.lost.seconds);
  whole.lost.seconds_to =
      std::max(whole.lost.seconds_to, chunk.lost.seconds_to);
  whole.lost.authors_to =
      std::max(whole.lost.authors_to, chunk.lost.authors_to);
}

snapshot whole_of(const saved_snapshot& saved) {
  snapshot out{saved.announced, {}};
  while (auto part = saved.next())
    append_chunk(out.content, std::move(*part));
  return out;
}

} // namespace murmuration
