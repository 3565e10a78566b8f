/// Tells when files of a few directories grow, through inotify. It may miss
/// things (network file systems, a full queue): a slow scan stays necessary.
/// For one thread; `stop` may be called from any.
///
///   watch.add("dir/tweets", "tweets");
///   auto events = watch.wait(500ms);
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace murmuration::log_files {

class directory_watch {
public:
  directory_watch();
  directory_watch(const directory_watch&) = delete;
  directory_watch& operator=(const directory_watch&) = delete;
  ~directory_watch();

  /// Events of this directory carry `tag`. Harmless to repeat; true when it
  /// was not watched before: look at what is there already.
  bool add(const std::filesystem::path& directory, const std::string& tag);

  struct event {
    std::string tag;
    std::string file;
  };
  struct news {
    std::vector<event> events; ///< files written, each once a call
    bool scan = false;         ///< names came or went, or events were lost
  };
  /// Returns with the first news, after `limit`, or when stopped.
  news wait(std::chrono::milliseconds limit);

  /// Waits without looking: what happens meanwhile comes in one piece. True
  /// when stopped.
  bool pause(std::chrono::milliseconds time);

  void stop();

  /// Why there will be no events; empty when there will.
  const std::string& error() const {
    return error_;
  }

private:
  void take_events(news& result);

  int events_ = -1;
  int stop_ = -1;
  std::map<int, std::string> tags_; ///< by watch descriptor
  std::string error_;
};

} // namespace murmuration::log_files
