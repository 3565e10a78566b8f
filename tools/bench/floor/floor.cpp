// The floor that the engine is held against: the same hashtag counts by the
// shortest way we know, without state, ledger, views, actors or other legs. A
// thread a partition; its counts are merged at the end.
//   murmuration-floor --kafka HOST:PORT|--log DIR [--topic T]
// Reads to the end that it finds and prints one JSON object:
//   {"tweets":N,"distinct":N,"top":{"coffee":123,…}}
// Hashtags are those of `entities` of the innermost tweet (retweeted, then
// extended), once a tweet, folded in ASCII only. What has no entities is a
// notice. What nobody needs is not looked at: broken records may count.
#include <fcntl.h>
#include <librdkafka/rdkafka.h>
#include <simdjson.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <iostream>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

namespace {

using namespace simdjson;

[[noreturn]] void fail(const std::string& why) {
  std::cerr << "murmuration-floor: " << why << std::endl;
  std::_Exit(1);
}

class counter {
public:
  /// `room` bytes may be read, at least `size`.
  void count(const char* record, std::size_t size, std::size_t room) {
    if (room < size + SIMDJSON_PADDING) {
      room = std::max(2 * size + SIMDJSON_PADDING, padded_.size());
      padded_.resize(room);
      record = static_cast<char*>(std::memcpy(padded_.data(), record, size));
    }
    try {
      auto document = parser_.iterate(record, size, room);
      tweets += read(document.get_object());
      for (std::size_t i = 0; i < used_; ++i)
        ++tags[tags_[i]];
    } catch (const simdjson_error&) { // broken
    }
  }

  std::unordered_map<std::string, std::uint64_t> tags;
  std::uint64_t tweets = 0;

private:
  void add(std::string_view tag) {
    if (used_ == tags_.size())
      tags_.emplace_back();
    auto& key = tags_[used_];
    key.assign(tag);
    for (auto& c : key)
      if (c >= 'A' && c <= 'Z')
        c = static_cast<char>(c | 0x20);
    used_ += std::find(tags_.data(), &key, key) == &key;
  }

  /// Whether it is a tweet.
  bool read(ondemand::object record) {
    bool found = false;
    used_ = 0;
    for (auto field : record) {
      ondemand::raw_json_string key = field.key();
      ondemand::object inner;
      ondemand::array list;
      if (key == "entities") {
        found = true;
        if (!field.value()["hashtags"].get_array().get(list))
          for (auto item : list)
            add(item["text"].get_string());
      } else if ((key == "retweeted_status" || key == "extended_tweet")
                 && !field.value().get_object().get(inner)) {
        return read(inner);
      }
    }
    return found;
  }

  ondemand::parser parser_;
  std::vector<char> padded_;
  std::vector<std::string> tags_; // of the tweet; they keep their memory
  std::size_t used_ = 0;          // of `tags_`
};

void read_file(const std::filesystem::path& path, counter& into) {
  auto size = std::filesystem::file_size(path);
  if (size == 0)
    return;
  int file = open(path.c_str(), O_RDONLY);
  auto mapped = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  if (mapped == MAP_FAILED)
    fail("cannot map " + path.string());
  std::string_view rest{static_cast<const char*>(mapped), size};
  for (auto end = rest.find('\n'); end != rest.npos; end = rest.find('\n')) {
    into.count(rest.data(), end, rest.size()); // padded by the next lines
    rest.remove_prefix(end + 1);
  }
}

void read_kafka(rd_kafka_topic_t* topic, int partition, std::int64_t end,
                counter& into) {
  rd_kafka_message_t* messages[512];
  for (bool more = true; more;) {
    auto count = rd_kafka_consume_batch(topic, partition, 5, messages, 512);
    for (auto i = 0; i < count; ++i) {
      auto* x = messages[i];
      if (x->err)
        fail(rd_kafka_message_errstr(x));
      into.count(static_cast<char*>(x->payload), x->len, x->len);
      more = x->offset < end - 1;
      rd_kafka_message_destroy(x);
    }
  }
}

using jobs = std::vector<std::function<void(counter&)>>; // one a partition

jobs kafka_jobs(const char* brokers, const char* name) {
  char error[512];
  auto config = rd_kafka_conf_new();
  if (rd_kafka_conf_set(config, "bootstrap.servers", brokers, error, 512)
      || rd_kafka_conf_set(config, "fetch.error.backoff.ms", "5", error, 512))
    fail(error);
  auto client = rd_kafka_new(RD_KAFKA_CONSUMER, config, error, 512);
  if (!client)
    fail(error);
  auto topic = rd_kafka_topic_new(client, name, nullptr);
  const rd_kafka_metadata_t* about = nullptr;
  if (auto code = rd_kafka_metadata(client, 0, topic, &about, 10'000))
    fail(rd_kafka_err2str(code));
  jobs made;
  for (int i = 0; i < about->topics[0].partition_cnt; ++i) {
    std::int64_t begin = 0, end = 0;
    if (rd_kafka_query_watermark_offsets(client, name, i, &begin, &end, 10'000)
        || rd_kafka_consume_start(topic, i, begin))
      fail("cannot read partition " + std::to_string(i));
    if (begin < end)
      made.push_back([=](counter& x) { read_kafka(topic, i, end, x); });
  }
  return made;
}

jobs log_jobs(const std::filesystem::path& directory) {
  jobs made;
  for (const auto& file : std::filesystem::directory_iterator{directory})
    made.push_back([file](counter& into) { read_file(file, into); });
  return made;
}

void print(const counter& all) {
  std::vector<std::pair<std::uint64_t, std::string_view>> top;
  for (const auto& [tag, count] : all.tags)
    top.emplace_back(count, tag);
  top.resize(std::max<std::size_t>(10, top.size()));
  std::partial_sort(top.begin(), top.begin() + 10, top.end(), std::greater{});
  std::cout << "{\"tweets\":" << all.tweets
            << ",\"distinct\":" << all.tags.size() << ",\"top\":{";
  for (auto i = top.begin(); i != top.begin() + 10 && i->first; ++i)
    std::cout << (i == top.begin() ? "\"" : ",\"") << i->second
              << "\":" << i->first;
  std::cout << "}}" << std::endl;
}

} // namespace

int main(int argc, char** argv) {
  std::string_view kind = argc > 2 ? argv[1] : "";
  auto topic = argc > 4 ? argv[4] : "tweets";
  if (kind != "--kafka" && kind != "--log")
    fail("usage: murmuration-floor --kafka HOST:PORT|--log DIR [--topic T]");
  auto work = kind == "--kafka"
                  ? kafka_jobs(argv[2], topic)
                  : log_jobs(std::filesystem::path{argv[2]} / topic);
  std::vector<counter> parts(work.size());
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < work.size(); ++i)
    threads.emplace_back(work[i], std::ref(parts[i]));
  for (auto& thread : threads)
    thread.join();
  counter all;
  for (const auto& part : parts) {
    all.tweets += part.tweets;
    for (const auto& [tag, count] : part.tags)
      all.tags[tag] += count;
  }
  print(all);
  std::_Exit(0); // closing a consumer takes time that tells nothing
}
