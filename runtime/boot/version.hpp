#pragma once

namespace murmuration {

/// As in CHANGELOG.md and `project(VERSION …)`.
inline constexpr const char* version = "0.1.0";

} // namespace murmuration
