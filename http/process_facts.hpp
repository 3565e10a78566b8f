/// What the kernel knows of this process, from /proc/self. Any thread.
#pragma once

namespace murmuration::http {

struct process_facts {
  double cpu_seconds = 0;
  double resident_bytes = 0;
  double virtual_bytes = 0;
  double start_time_s = 0; ///< Unix time
  double open_fds = 0;
  double max_fds = 0;
  double threads = 0;
};

/// What cannot be read stays 0.
process_facts read_process_facts();

} // namespace murmuration::http
