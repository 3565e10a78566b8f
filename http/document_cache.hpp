/// Answers that parameters choose, kept while the view they were made from is
/// the newest: summing an hour of words takes many milliseconds. Safe from any
/// thread.
///   cache.get(view, window, [&] { return make_document(…); });
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "http/message.hpp"

namespace murmuration::http {

class document_cache {
public:
  /// The document `name` of `view`, which may be null. `make` runs outside of
  /// the lock; two that ask at once may both make it.
  document get(std::shared_ptr<const void> view, const std::string& name,
               const std::function<document()>& make);

private:
  /// A page asks for two or three; more than this is a scan, whose answers are
  /// not worth keeping.
  static constexpr std::size_t entries_max = 32;

  std::mutex mutex_;
  std::shared_ptr<const void> made_from_;
  std::map<std::string, document> answers_;
};

} // namespace murmuration::http
