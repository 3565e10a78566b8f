#include "runtime/source/socket/line_splitter.hpp"

#include "runtime/source/record_hash.hpp"

namespace murmuration::socket_lines {

void line_splitter::feed(std::string_view bytes, line_block& to) {
  while (!bytes.empty()) {
    auto end = bytes.find('\n');
    auto part = bytes.substr(0, end);
    auto ended = end != bytes.npos;
    if (ended && part_.empty() && passed_ == 0) {
      add(part, to);
    } else {
      extend(part);
      if (ended)
        finish(to);
    }
    bytes.remove_prefix(ended ? end + 1 : bytes.size());
  }
}

std::size_t line_splitter::drop() {
  auto dropped = passed_ + part_.size();
  passed_ = 0;
  part_.clear();
  part_.shrink_to_fit();
  return dropped;
}

void line_splitter::extend(std::string_view part) {
  // The last byte may turn out to be half of a CRLF.
  if (passed_ == 0 && part_.size() + part.size() <= max_ + 1) {
    part_ += part;
    return;
  }
  if (passed_ == 0) {
    hash_.reset(XXH3_createState());
    XXH3_64bits_reset(hash_.get());
    XXH3_64bits_update(hash_.get(), part_.data(), part_.size());
    passed_ = part_.size();
    part_.clear();
    part_.shrink_to_fit();
  }
  XXH3_64bits_update(hash_.get(), part.data(), part.size());
  passed_ += part.size();
}

void line_splitter::finish(line_block& to) {
  if (passed_ > 0) {
    to.add_too_large(XXH3_64bits_digest(hash_.get()));
    passed_ = 0;
    return;
  }
  add(part_, to);
  // A long line's memory is not kept for the next.
  constexpr std::size_t kept = 64u << 10;
  part_.clear();
  if (part_.capacity() > kept)
    part_.shrink_to_fit();
}

void line_splitter::add(std::string_view text, line_block& to) const {
  if (text.ends_with('\r'))
    text.remove_suffix(1);
  if (text.size() > max_)
    to.add_too_large(record_hash({}, text));
  else
    to.add(text);
}

} // namespace murmuration::socket_lines
