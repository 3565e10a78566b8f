#include "http/process_facts.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace murmuration::http {

namespace {

/// Unix time of the machine's start, which process start times count from.
double boot_time_s() {
  std::ifstream file{"/proc/stat"};
  std::string word;
  double seconds = 0;
  while (file >> word)
    if (word == "btime" && file >> seconds)
      return seconds;
  return 0;
}

void read_stat(process_facts& facts) {
  std::ifstream file{"/proc/self/stat"};
  std::string line;
  std::getline(file, line);
  // The name, in brackets, may hold blanks: the fields begin after it.
  auto end = line.rfind(')');
  if (end == line.npos)
    return;
  std::istringstream fields{line.substr(end + 1)};
  std::string skipped;
  // proc(5): state is field 3, utime 14, stime 15, num_threads 20,
  // starttime 22, vsize 23, rss 24.
  for (int field = 3; field < 14; ++field)
    fields >> skipped;
  double user = 0, system = 0, start = 0, pages = 0;
  fields >> user >> system;
  for (int field = 16; field < 20; ++field)
    fields >> skipped;
  fields >> facts.threads >> skipped >> start >> facts.virtual_bytes >> pages;
  auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  facts.cpu_seconds = (user + system) / ticks;
  facts.start_time_s = boot_time_s() + start / ticks;
  facts.resident_bytes = pages * static_cast<double>(sysconf(_SC_PAGESIZE));
}

} // namespace

process_facts read_process_facts() {
  process_facts facts;
  read_stat(facts);
  std::error_code failed;
  for (std::filesystem::directory_iterator at{"/proc/self/fd", failed}, end;
       !failed && at != end; at.increment(failed))
    ++facts.open_fds;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0)
    facts.max_fds = static_cast<double>(limit.rlim_cur);
  return facts;
}

} // namespace murmuration::http
