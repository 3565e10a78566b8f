#include "http/build_info.hpp"

#include <caf/config.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace murmuration::http {

namespace {

/// `name=version,…`, as CMake found them.
constexpr std::string_view found = MURMURATION_LIBRARIES;

std::string compiler() {
#if defined(__clang__)
  return "Clang " __clang_version__;
#else
  return "GCC " __VERSION__;
#endif
}

} // namespace

build_facts this_build() {
  build_facts made{MURMURATION_VERSION, compiler(), MURMURATION_BUILD_TYPE, {}};
  made.libraries["caf"] = fmt::format("{}.{}.{}", CAF_MAJOR_VERSION,
                                      CAF_MINOR_VERSION, CAF_PATCH_VERSION);
  for (auto left = found; !left.empty();) {
    auto one = left.substr(0, left.find(','));
    left.remove_prefix(std::min(one.size() + 1, left.size()));
    auto equals = one.find('=');
    made.libraries[std::string{one.substr(0, equals)}] = one.substr(equals + 1);
  }
  return made;
}

} // namespace murmuration::http
