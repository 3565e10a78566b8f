#include "http/document_cache.hpp"

namespace murmuration::http {

document document_cache::get(std::shared_ptr<const void> view,
                             const std::string& name,
                             const std::function<document()>& make) {
  {
    std::lock_guard lock{mutex_};
    if (made_from_ == view) {
      auto known = answers_.find(name);
      if (known != answers_.end())
        return known->second;
    }
  }
  auto made = make();
  std::lock_guard lock{mutex_};
  if (made_from_ != view) {
    made_from_ = std::move(view);
    answers_.clear();
  }
  if (answers_.size() < entries_max)
    answers_.emplace(name, made);
  return made;
}

} // namespace murmuration::http
