/// The one question that HTTP asks the engine: how often was this tag counted?
/// Boot hands the functions in. They are called from several threads at once.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "messages/control.hpp"

namespace murmuration::http {

/// `key` is normalised: NFKC, case-folded, without `#`. Must return within the
/// time given: an answer (null: never seen), or nothing when it took too long.
using tag_lookup = std::function<std::optional<tag_answer>(
    const std::string& key, std::chrono::milliseconds within)>;

/// Any spelling of a tag, with or without `#` → its key; empty: it can be none.
using tag_normaliser = std::function<std::string(const std::string& spelling)>;

} // namespace murmuration::http
