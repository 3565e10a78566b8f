/// Wakes readers from a thread of its own: librdkafka tells news under a lock,
/// where nothing may take long. Those that come within the linger time go in
/// one round; the first after a pause goes at once. Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "runtime/source/kafka/reader_link.hpp"

namespace murmuration::kafka {

class waker {
public:
  explicit waker(std::chrono::milliseconds linger);
  ~waker();

  /// Wakes the reader unless it is awake. At most one entry a reader waits.
  void news_for(reader_link& link);

private:
  void run();

  const std::chrono::milliseconds linger_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::shared_ptr<reader_link>> waiting_;
  bool stopped_ = false;
  std::thread thread_;
};

} // namespace murmuration::kafka
