/// The open readers, and which partitions are this engine's. Thread-safe.
#pragma once

#include <memory>
#include <mutex>
#include <set>
#include <vector>

#include "runtime/source/kafka/reader_link.hpp"

namespace murmuration::kafka {

class reader_table {
public:
  void add(const std::shared_ptr<reader_link>& link) {
    std::lock_guard guard{mutex_};
    std::erase_if(links_, [](const auto& x) { return x.expired(); });
    links_.push_back(link);
    if (!ours_.contains(link->source))
      link->revoke();
  }

  void grant(const std::vector<topic_partition>& partitions) {
    std::lock_guard guard{mutex_};
    ours_.insert(partitions.begin(), partitions.end());
  }

  void withdraw(const std::vector<topic_partition>& partitions) {
    for (const auto& x : partitions) {
      {
        std::lock_guard guard{mutex_};
        ours_.erase(x);
      }
      for (const auto& link : links())
        if (link->source == x)
          link->revoke();
    }
  }

  std::vector<std::shared_ptr<reader_link>> links() const {
    std::lock_guard guard{mutex_};
    std::vector<std::shared_ptr<reader_link>> result;
    for (const auto& x : links_)
      if (auto link = x.lock())
        result.push_back(std::move(link));
    return result;
  }

private:
  mutable std::mutex mutex_;
  std::vector<std::weak_ptr<reader_link>> links_;
  std::set<topic_partition> ours_;
};

} // namespace murmuration::kafka
