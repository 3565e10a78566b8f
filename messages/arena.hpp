/// Bump allocator for the bytes of one batch: what `copy` returns stays valid
/// and in place until the arena is destroyed. Owned by one thread while it is
/// filled, then immutable.  auto text = bytes.copy(view);
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace murmuration {

class arena {
public:
  /// Room for `size` bytes, not initialised.
  char* reserve(std::size_t size) {
    if (size > static_cast<std::size_t>(end_ - next_))
      grow(size);
    return next_;
  }

  /// Keeps the first `size` bytes of what `reserve` handed out last.
  std::string_view commit(std::size_t size) {
    std::string_view kept{next_, size};
    next_ += size;
    return kept;
  }

  std::string_view copy(std::string_view bytes) {
    if (bytes.empty())
      return {};
    std::memcpy(reserve(bytes.size()), bytes.data(), bytes.size());
    return commit(bytes.size());
  }

  std::size_t bytes() const {
    return allocated_;
  }

private:
  void grow(std::size_t at_least) {
    // Doubling from 4 KiB: a batch of one tweet stays small.
    auto size = std::max(at_least, std::max<std::size_t>(allocated_, 4096));
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(size));
    next_ = chunks_.back().get();
    end_ = next_ + size;
    allocated_ += size;
  }

  std::vector<std::unique_ptr<char[]>> chunks_;
  char* next_ = nullptr;
  char* end_ = nullptr;
  std::size_t allocated_ = 0;
};

} // namespace murmuration
