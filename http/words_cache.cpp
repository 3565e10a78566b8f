#include "http/words_cache.hpp"

namespace murmuration::http {

document words_cache::get(const time_view_ptr& view, const std::string& window,
                          const std::function<document()>& make) {
  {
    std::lock_guard lock{mutex_};
    if (made_from_ == view) {
      auto known = answers_.find(window);
      if (known != answers_.end())
        return known->second;
    }
  }
  auto made = make();
  std::lock_guard lock{mutex_};
  if (made_from_ != view) {
    made_from_ = view;
    answers_.clear();
  }
  if (answers_.size() < entries_max)
    answers_.emplace(window, made);
  return made;
}

} // namespace murmuration::http
