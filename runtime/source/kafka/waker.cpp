#include "runtime/source/kafka/waker.hpp"

#include <utility>

namespace murmuration::kafka {

waker::waker(std::chrono::milliseconds linger)
  : linger_(linger)
  , thread_([this] { run(); }) {}

waker::~waker() {
  {
    std::lock_guard guard{mutex_};
    stopped_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void waker::news_for(reader_link& link) {
  if (!link.slot.take())
    return;
  {
    std::lock_guard guard{mutex_};
    waiting_.push_back(link.shared_from_this());
  }
  changed_.notify_one();
}

void waker::run() {
  std::vector<std::shared_ptr<reader_link>> links;
  std::unique_lock guard{mutex_};
  while (!stopped_) {
    changed_.wait(guard, [this] { return stopped_ || !waiting_.empty(); });
    links.swap(waiting_);
    guard.unlock();
    for (auto& link : links)
      link->slot.wake();
    links.clear();
    guard.lock();
    changed_.wait_for(guard, linger_, [this] { return stopped_; });
  }
}

} // namespace murmuration::kafka
