/// The hash of names: xxHash3-64 with a seed that differs from process to
/// process, so that nobody outside can choose tags that collide. It decides
/// where things lie in memory, never what is counted or in which order it is
/// shown. Thread-safe.
#pragma once

#include <cstdint>
#include <string_view>

namespace murmuration {

std::uint64_t bytes_hash(std::string_view bytes);

} // namespace murmuration
