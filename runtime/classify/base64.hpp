/// Base64 as in RFC 4648, section 4, with padding. Stateless.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace murmuration {

std::string to_base64(std::string_view bytes);

/// Nothing when `text` is not exactly what `to_base64` would write.
std::optional<std::string> from_base64(std::string_view text);

} // namespace murmuration
