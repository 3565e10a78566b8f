/// The top-level domains that tell a bare `example.com` from a full stop
/// without a blank. Generated, see README.md.
#pragma once

#include <string_view>

namespace murmuration {

/// Whether `label`, in ASCII of any case, is a top-level domain.
bool is_ascii_tld(std::string_view label);

/// The bytes of the internationalised top-level domain that `text` begins
/// with, the longest one; 0: none.
std::size_t idn_tld_size(std::string_view text);

} // namespace murmuration
