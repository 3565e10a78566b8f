#include "tools/records_out/log_sink.hpp"

#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <vector>

#include "tools/records_out/log_file.hpp"

namespace murmuration::records_out {
namespace {

class log_sink final : public sink {
public:
  log_sink(const std::filesystem::path& directory, std::uint32_t partitions,
           truth& counts)
    : counts_(counts) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error)
      throw std::runtime_error("--log-dir: " + directory.string()
                               + " cannot be made: " + error.message());
    files_.reserve(partitions);
    for (std::uint32_t i = 0; i < partitions; ++i)
      files_.emplace_back(directory / (std::to_string(i) + ".jsonl"));
  }

  void send(const outgoing& record) override {
    files_[next_].append(record, counts_);
    next_ = (next_ + 1) % files_.size();
  }

  void flush() override {
    for (auto& file : files_)
      file.flush(counts_);
  }

  void close() override {
    flush();
  }

private:
  truth& counts_;
  std::vector<log_file> files_;
  std::size_t next_ = 0;
};

} // namespace

std::unique_ptr<sink> make_log_sink(const std::string& directory,
                                    const std::string& topic,
                                    std::uint32_t partitions, truth& counts) {
  return std::make_unique<log_sink>(std::filesystem::path{directory} / topic,
                                    partitions, counts);
}

} // namespace murmuration::records_out
