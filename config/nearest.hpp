/// Guesses which of several names was meant:
///   nearest("http.prot", {"http.port", "job"}) == "http.port"
#pragma once

#include <string_view>
#include <vector>

namespace murmuration {

/// The dotted name closest to `given` by edit distance, where a name that ends
/// alike but stands in another section is close too. `names` is not empty; the
/// first of equals wins. Only the first 64 bytes of `given` count, so that
/// the cost has a bound.
std::string_view nearest(std::string_view given,
                         const std::vector<std::string_view>& names);

} // namespace murmuration
