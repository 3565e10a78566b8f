/// Emoticons: faces typed with ASCII characters. Stateless.
///   face_at(":-) hi", …)   // {"smile", behind the bracket}
#pragma once

#include <string_view>

namespace murmuration {

struct face {
  std::string_view name; ///< empty: there is none
  const char* end = nullptr;
};

/// The face that begins at `next`: `:-)` `=D` `;p` `:'(` `(:` `):` `-_-` `^^`
/// `<3` `</3` and their like. `alone`: no word or number ends right before.
/// A letter as mouth counts only when no further letter follows. The end lies
/// behind all repeats of the mouth.
face face_at(const char* next, const char* end, bool alone);

} // namespace murmuration
