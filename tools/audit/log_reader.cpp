#include <cerrno>
#include <cstring>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "tools/audit/difference.hpp"
#include "tools/audit/reader.hpp"

namespace murmuration::audit {

namespace {

/// One read of the file; a record that is larger makes the buffer grow, up to
/// `source.record-bytes-max` and one read more.
constexpr std::size_t block = 1u << 20;

class log_reader final : public record_reader {
public:
  log_reader(const std::filesystem::path& file, std::int64_t from,
             std::uint64_t record_bytes_max)
    : name_(file.string())
    , file_(::open(name_.c_str(), O_RDONLY | O_CLOEXEC))
    , max_(record_bytes_max)
    , read_(from)
    , position_(from) {
    if (file_ < 0)
      fail("cannot be opened");
  }
  ~log_reader() override {
    if (file_ >= 0)
      ::close(file_);
  }
  log_reader(const log_reader&) = delete;
  log_reader& operator=(const log_reader&) = delete;

  std::int64_t earliest() override {
    return 0;
  }
  std::int64_t position() const override {
    return position_;
  }

  bool next(source_record& out, std::int64_t until) override {
    if (position_ >= until)
      return false;
    std::size_t looked = 0;
    std::int64_t dropped = 0;
    while (true) {
      auto size = bytes_.size() - first_;
      const auto* from = bytes_.data() + first_;
      const void* end = size > looked
                            ? std::memchr(from + looked, '\n', size - looked)
                            : nullptr;
      if (end) {
        auto length =
            static_cast<std::size_t>(static_cast<const char*>(end) - from);
        first_ += length + 1;
        out = {};
        out.at = position_;
        position_ += dropped + static_cast<std::int64_t>(length) + 1;
        out.next = position_;
        out.too_large = dropped > 0 || length > max_;
        if (!out.too_large)
          out.value = {from, length};
        return true;
      }
      looked = size;
      if (size > max_) {
        dropped += static_cast<std::int64_t>(size);
        first_ = bytes_.size();
        looked = 0;
      }
      if (!read_more()) {
        // A last line without newline is not yet a record.
        bytes_.clear();
        first_ = 0;
        read_ = position_;
        return false;
      }
    }
  }

private:
  [[noreturn]] void fail(const char* what) const {
    throw cannot_audit{"log " + name_ + " " + what + ": "
                       + std::generic_category().message(errno)};
  }

  bool read_more() {
    bytes_.erase(bytes_.begin(),
                 bytes_.begin() + static_cast<std::ptrdiff_t>(first_));
    first_ = 0;
    auto size = bytes_.size();
    bytes_.resize(size + block);
    ssize_t got = 0;
    do {
      got = ::pread(file_, bytes_.data() + size, block, read_);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
      fail("cannot be read");
    bytes_.resize(size + static_cast<std::size_t>(got));
    read_ += got;
    return got > 0;
  }

  std::string name_;
  int file_;
  std::uint64_t max_;
  std::vector<char> bytes_;
  std::size_t first_ = 0; ///< in `bytes_`, of the next record
  std::int64_t read_;     ///< where the file is read next
  std::int64_t position_;
};

} // namespace

std::unique_ptr<record_reader> open_log(const std::filesystem::path& file,
                                        std::int64_t from,
                                        std::uint64_t record_bytes_max) {
  return std::make_unique<log_reader>(file, from, record_bytes_max);
}

std::unique_ptr<record_reader> open_source(const settings& config,
                                           const topic_partition& source,
                                           std::int64_t from) {
  if (config.source.kind == source_kind::kafka)
    return open_topic(config, source, from);
  if (config.source.kind == source_kind::socket)
    throw cannot_audit{"a socket cannot be read twice: there is nothing to "
                       "recount"};
  auto file = std::filesystem::path{config.source.log.directory} / source.topic
              / (std::to_string(source.partition.value) + ".jsonl");
  return open_log(file, from, config.source.record_bytes_max);
}

} // namespace murmuration::audit
