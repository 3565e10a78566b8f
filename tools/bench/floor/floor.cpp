// The floor that the engine is held against: the same hashtag counts by the
// shortest way we know, without state, ledger, views, actors or other legs. A
// thread a partition; its counts are merged at the end.
//   murmuration-floor --kafka HOST:PORT [--topic T]
//   murmuration-floor --log DIR [--topic T]
// Reads to the end that it finds at its start, and prints one JSON object:
//   {"tweets":N,"distinct":N,"top":{"coffee":123,…}}
// Hashtags are those of `entities` of the innermost tweet (retweeted, then
// extended), once a tweet, folded in ASCII only.
#include <fcntl.h>
#include <librdkafka/rdkafka.h>
#include <simdjson.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

namespace {

using namespace simdjson;

[[noreturn]] void fail(const std::string& why) {
  std::fprintf(stderr, "murmuration-floor: %s\n", why.c_str());
  std::exit(1);
}

class counter {
public:
  void count(const char* record, std::size_t size) {
    if (padded_.size() < size + SIMDJSON_PADDING)
      padded_.resize(2 * size + SIMDJSON_PADDING);
    std::memcpy(padded_.data(), record, size);
    count_padded(padded_.data(), size, padded_.size());
  }

  /// `room` bytes may be read, at least SIMDJSON_PADDING more than `size`.
  void count_padded(const char* record, std::size_t size, std::size_t room) {
    used_ = 0;
    try {
      auto document = parser_.iterate(record, size, room);
      read(document.get_object());
    } catch (const simdjson_error&) {
      return; // a notice, or broken
    }
    ++tweets;
    for (auto i = 0; i < used_; ++i)
      ++tags[tags_.begin()[i]];
  }

  std::unordered_map<std::string, std::uint64_t> tags;
  std::uint64_t tweets = 0;

private:
  void add(std::string_view tag) {
    if (used_ == std::ssize(tags_))
      tags_.emplace_back();
    auto& key = tags_.begin()[used_];
    key.assign(tag);
    for (auto& c : key)
      if (c >= 'A' && c <= 'Z')
        c = static_cast<char>(c | 0x20);
    auto same = std::find(tags_.begin(), tags_.begin() + used_, key);
    used_ += same == tags_.begin() + used_ ? 1 : 0;
  }

  void read_entities(ondemand::value entities) {
    used_ = 0;
    ondemand::array list;
    if (!entities["hashtags"].get_array().get(list))
      for (auto item : list)
        add(item["text"].get_string());
  }

  void read(ondemand::object tweet) {
    bool extended = false;
    for (auto field : tweet) {
      ondemand::raw_json_string key = field.key();
      ondemand::object inner;
      if (key == "entities" && !extended) {
        read_entities(field.value());
      } else if (key == "retweeted_status"
                 && !field.value().get_object().get(inner)) {
        return read(inner);
      } else if (key == "extended_tweet"
                 && !field.value().get_object().get(inner)) {
        extended = true;
        ondemand::value entities;
        if (!inner["entities"].get(entities))
          read_entities(entities);
      }
    }
  }

  ondemand::parser parser_;
  std::vector<char> padded_;
  std::vector<std::string> tags_;
  std::ptrdiff_t used_ = 0; // of `tags_`, whose strings keep their memory
};

void read_file(const std::filesystem::path& path, counter& into) {
  int file = open(path.c_str(), O_RDONLY);
  struct stat about {};
  if (file < 0 || fstat(file, &about) != 0)
    fail("cannot read " + path.string());
  auto size = static_cast<std::size_t>(about.st_size);
  if (size == 0)
    return;
  void* mapped = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  if (mapped == MAP_FAILED)
    fail("cannot map " + path.string());
  std::string_view rest{static_cast<const char*>(mapped), size};
  for (auto end = rest.find('\n'); end != rest.npos; end = rest.find('\n')) {
    // The bytes of the next lines serve as padding.
    if (rest.size() > end + SIMDJSON_PADDING)
      into.count_padded(rest.data(), end, rest.size());
    else
      into.count(rest.data(), end);
    rest.remove_prefix(end + 1);
  }
}

void check(rd_kafka_resp_err_t code) {
  if (code)
    fail(rd_kafka_err2str(code));
}

void read_kafka(rd_kafka_queue_t* queue, std::int64_t end, counter& into) {
  std::vector<rd_kafka_message_t*> messages(512);
  for (bool more = true; more;) {
    auto count = rd_kafka_consume_batch_queue(queue, 1000, messages.data(),
                                              messages.size());
    for (auto i = 0; i < count; ++i) {
      auto* message = messages[static_cast<std::size_t>(i)];
      check(message->err);
      into.count(static_cast<const char*>(message->payload), message->len);
      more = more && message->offset < end - 1;
      rd_kafka_message_destroy(message);
    }
  }
}

using jobs = std::vector<std::function<void(counter&)>>; // one a partition

jobs kafka_jobs(const std::string& brokers, const char* topic) {
  char error[512];
  auto* config = rd_kafka_conf_new();
  for (auto [key, value] : {std::pair{"bootstrap.servers", brokers.c_str()},
                            {"group.id", "murmuration-floor"},
                            {"enable.auto.commit", "false"}})
    if (rd_kafka_conf_set(config, key, value, error, sizeof error))
      fail(error);
  auto* client = rd_kafka_new(RD_KAFKA_CONSUMER, config, error, sizeof error);
  if (!client)
    fail(error);
  rd_kafka_poll_set_consumer(client);
  const rd_kafka_metadata_t* about = nullptr;
  check(rd_kafka_metadata(client, 0, rd_kafka_topic_new(client, topic, nullptr),
                          &about, 10'000));
  jobs made;
  auto* list = rd_kafka_topic_partition_list_new(1);
  for (int i = 0; i < about->topics[0].partition_cnt; ++i) {
    std::int64_t begin = 0, end = 0;
    check(rd_kafka_query_watermark_offsets(client, topic, i, &begin, &end,
                                           10'000));
    if (begin == end)
      continue;
    rd_kafka_topic_partition_list_add(list, topic, i)->offset = begin;
    auto* queue = rd_kafka_queue_get_partition(client, topic, i);
    rd_kafka_queue_forward(queue, nullptr);
    made.push_back([=](counter& into) { read_kafka(queue, end, into); });
  }
  check(rd_kafka_assign(client, list));
  return made;
}

jobs log_jobs(const std::filesystem::path& directory) {
  jobs made;
  for (const auto& file : std::filesystem::directory_iterator{directory})
    made.push_back([path = file.path()](auto& into) { read_file(path, into); });
  return made;
}

void print(const counter& all) {
  std::vector<std::pair<std::uint64_t, std::string>> top;
  for (const auto& [tag, count] : all.tags)
    top.emplace_back(count, tag);
  top.resize(std::max<std::size_t>(10, top.size()));
  std::partial_sort(top.begin(), top.begin() + 10, top.end(), std::greater{});
  std::printf("{\"tweets\":%lu,\"distinct\":%zu,\"top\":{", all.tweets,
              all.tags.size());
  for (std::size_t i = 0; i < 10; ++i)
    std::printf("%s\"%s\":%lu", i ? "," : "", top[i].second.c_str(),
                top[i].first);
  std::printf("}}\n");
}

} // namespace

int main(int argc, char** argv) {
  std::string kind = argc > 2 ? argv[1] : "", where = argc > 2 ? argv[2] : "";
  std::string topic = argc > 4 ? argv[4] : "tweets";
  if (kind != "--kafka" && kind != "--log")
    fail("usage: murmuration-floor --kafka HOST:PORT|--log DIR [--topic T]");
  auto work = kind == "--kafka"
                  ? kafka_jobs(where, topic.c_str())
                  : log_jobs(std::filesystem::path{where} / topic);
  std::vector<counter> counters(work.size());
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < work.size(); ++i)
    threads.emplace_back([&, i] { work[i](counters[i]); });
  counter all;
  for (std::size_t i = 0; i < work.size(); ++i) {
    threads[i].join();
    all.tweets += counters[i].tweets;
    for (const auto& [tag, count] : counters[i].tags)
      all.tags[tag] += count;
  }
  print(all);
  std::fflush(stdout);
  std::_Exit(0); // closing a consumer takes time that tells nothing
}
