/// Answers of `/api/v1/words`, kept while the view they were made from is the
/// newest: summing an hour takes many milliseconds. Safe from any thread.
///   cache.get(view, window, [&] { return make_document(…); });
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "http/message.hpp"
#include "messages/view.hpp"

namespace murmuration::http {

class words_cache {
public:
  /// `make` runs outside of the lock; two that ask at once may both make it.
  document get(const time_view_ptr& view, const std::string& window,
               const std::function<document()>& make);

private:
  /// A page asks for two or three windows; more than this is a scan, whose
  /// answers are not worth keeping.
  static constexpr std::size_t entries_max = 32;

  std::mutex mutex_;
  time_view_ptr made_from_;
  std::map<std::string, document> answers_;
};

} // namespace murmuration::http
