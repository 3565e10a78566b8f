#include "config/checks.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "config/units.hpp"

namespace murmuration {

namespace {

template <class T>
std::vector<T> repeated(const std::vector<T>& items) {
  std::set<T> seen;
  std::vector<T> result;
  for (const auto& x : items)
    if (!seen.insert(x).second)
      result.push_back(x);
  return result;
}

bool lies_within(const std::string& file, const std::string& directory) {
  auto plain = [](const std::string& x) {
    std::error_code ignored;
    auto full = std::filesystem::weakly_canonical(x, ignored);
    return ignored ? std::filesystem::path{x}.lexically_normal() : full;
  };
  auto relative = plain(file).lexically_relative(plain(directory));
  return !relative.empty() && *relative.begin() != "..";
}

/// What is written must not be read again as a record.
void check_letters(const settings& config, std::vector<std::string>& problems) {
  const auto& letters = config.dead_letters;
  const auto& source = config.source;
  if (letters.kind == letters_kind::kafka && source.kind == source_kind::kafka
      && std::ranges::find(source.kafka.topics, letters.topic)
             != source.kafka.topics.end())
    problems.push_back("dead-letters.topic is " + letters.topic
                       + ", which source.kafka.topics reads; dead letters "
                         "need a topic of their own");
  if (letters.kind == letters_kind::file && source.kind == source_kind::log
      && lies_within(letters.path, source.log.directory))
    problems.push_back("dead-letters.path is " + letters.path
                       + ", inside source.log.directory, whose files are read; "
                         "name a file outside of it");
}

/// A table cannot show what nobody counts, nor two layouts.
void check_serving(const settings& config, std::vector<std::string>& problems) {
  const auto& tables = config.serving.hbase;
  auto needs = [&](const settings::serving_table& table, const char* name,
                   std::uint32_t pool_size, const char* leg) {
    if (table.enabled && pool_size == 0)
      problems.push_back("serving.hbase." + std::string{name}
                         + ".enabled is true, but " + leg
                         + ".pool-size is 0: switch the table off or the leg "
                           "on");
  };
  needs(tables.hashtags, "hashtags", config.hashtag_counter.pool_size,
        "hashtag-counter");
  needs(tables.word_counts, "word-counts", config.word_counter.pool_size,
        "word-counter");
  needs(tables.predictions, "predictions", config.classifier.pool_size,
        "classifier");
  std::vector<std::string> names;
  for (const auto* x : {&tables.hashtags, &tables.word_counts, &tables.texts,
                        &tables.predictions})
    if (x->enabled)
      names.push_back(x->table);
  if (!names.empty() && config.store.kind == store_kind::hbase)
    names.push_back(config.store.hbase.table);
  for (const auto& name : repeated(names))
    problems.push_back("serving.hbase and store.hbase give two tables the "
                       "name "
                       + name + "; each has a layout of its own");
}

} // namespace

std::vector<std::string> check_settings(const settings& config) {
  std::vector<std::string> problems;

  // Otherwise one partition alone could outgrow the limit.
  const auto& consumer = config.consumer;
  auto credit = consumer.credit_batches * consumer.batch_bytes_max;
  auto needed = credit + config.source.record_bytes_max;
  if (needed > config.memory_bytes)
    problems.push_back("memory is " + print_size(config.memory_bytes)
                       + ", but one partition "
                         "may need "
                       + print_size(needed)
                       + ": consumer.credit-batches x "
                         "consumer.batch-bytes-max + source.record-bytes-max; "
                         "raise the one or "
                         "lower the others");

  for (const auto& topic : repeated(config.source.kafka.topics))
    problems.push_back("source.kafka.topics names " + topic + " twice");

  check_letters(config, problems);

  const auto& http = config.http;
  for (auto port : repeated(http.also_ports))
    problems.push_back("http.also-ports names " + std::to_string(port)
                       + " twice");
  for (auto port : http.also_ports)
    if (port == http.port)
      problems.push_back("http.also-ports names " + std::to_string(port)
                         + ", which is http.port already");

  check_serving(config, problems);

  if (config.classifier.model.empty() && !config.classifier.vocabulary.empty())
    problems.push_back("classifier.vocabulary is given without "
                       "classifier.model, to which it belongs");
  return problems;
}

} // namespace murmuration
