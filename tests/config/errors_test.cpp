#include "tests/config/config_file.hpp"

using namespace murmuration;
using namespace murmuration::test;

namespace {

struct bad_file {
  const char* text;
  const char* says;
};

struct bad_override {
  const char* option;
  const char* says;
};

} // namespace

BOOST_AUTO_TEST_SUITE(errors)

BOOST_AUTO_TEST_CASE(an_error_names_file_line_key_problem_and_range) {
  for (
      const auto& [text, says] : std::initializer_list<bad_file>{
          // Syntax.
          {"job = \n", "engine.toml:1: not TOML: "},
          {"\n\n[http\nport = 1\n", "engine.toml:3: not TOML: "},
          {"http.port = 1\n[http]\nport = 2\n", "engine.toml:2: not TOML: "},
          {"job = \"\xff\"\n", "engine.toml:1: not TOML: "},
          // Unknown keys.
          {"[http]\n# below\nprot = 1\n",
           "engine.toml:3: http.prot is unknown; did you mean http.port?"},
          {"port = 1\n",
           "engine.toml:1: port is unknown; did you mean http.port?"},
          {"[htpp]\nport = 1\n",
           "engine.toml:2: htpp.port is unknown; did you mean http.port?"},
          {"[classifer]\n",
           "engine.toml:1: classifer is unknown; did you mean"},
          {"[consumer]\nbatch_records_max = 5\n",
           "engine.toml:2: consumer.batch_records_max is unknown; did you mean "
           "consumer.batch-records-max?"},
          {"[serving.hbase.hashtag]\nenabled = true\n",
           "engine.toml:2: serving.hbase.hashtag.enabled is unknown;"},
          {"\"http.port\" = 1\n",
           "engine.toml:1: http.port: write the dots of a key without quotes"},
          // Wrong types.
          {"[http]\nport = \"80\"\n",
           "engine.toml:2: http.port = \"80\": wrong type, a text; allowed: 0 "
           "to 65535"},
          {"http.port = 80.0", "wrong type, a number with a fraction; allowed"},
          {"http.port = true", "http.port = true: wrong type, true or false;"},
          {"http.port = [1]", "http.port = [ 1 ]: wrong type, a list; allowed"},
          {"[http.port]", "http.port = {...}: wrong type, a table; allowed: 0"},
          {"http.port = 2026-11-21", "wrong type, a date or time; allowed: 0"},
          {"http.update-data = 1", "wrong type, a number; allowed: true or "
                                   "false"},
          {"http = 1", "engine.toml:1: http is a section with keys of its own, "
                       "not a value"},
          {"[[http]]\nport = 1", "http is a section with keys of its own"},
          {"job = 5", "job = 5: wrong type, a number; allowed: 1 to 64 "
                      "characters of A-Z a-z 0-9 . _ -"},
          {"consumer.linger-max = 2",
           "consumer.linger-max = 2: wrong type, a number instead of a text "
           "with a unit; allowed: a duration of 0ms to 1s"},
          {"memory = []", "memory = []: wrong type, a list; allowed: a size of "
                          "64MiB to 1TiB"},
          {"log.format = 1", "log.format = 1: wrong type, a number; allowed: "
                             "\"text\" or \"json\""},
          {"source.kafka.topics = 1", "wrong type, a number; allowed: a list"},
          {"source.kafka.topics = [\"a\", 1]",
           "item 2 is wrong type, a number; allowed: a list of 1 to 64, each 1 "
           "to 249 characters"},
          {"http.also-ports = \"5000\"", "wrong type, a text; allowed: a list "
                                         "of up to 8 ports from 1 to 65535"},
          // Out of range.
          {"http.port = 65536",
           "http.port = 65536: out of range; allowed: 0 to 65535"},
          {"http.port = -1", "http.port = -1: out of range; allowed: 0 to "},
          {"aggregator.top-k = 9", "out of range; allowed: 10 to 1000 tags"},
          {"aggregator.top-k = 1001", "out of range; allowed: 10 to 1000 tags"},
          {"classifier.pool-size = 65",
           "out of range; allowed: 0 to 64 workers"},
          {"word-counter.pool-size = 9223372036854775807", "out of range;"},
          {"memory = -1",
           "memory = -1: out of range; allowed: a size of 64MiB"},
          {"memory = \"1MiB\"", "memory = \"1MiB\": out of range; allowed"},
          {"memory = \"4XB\"", "memory = \"4XB\": not a size such as \"4MiB\""},
          {"consumer.linger-max = \"2s\"", "out of range; allowed: a duration"},
          {"consumer.linger-max = \"2\"",
           "not a duration such as \"2ms\", \"1s\" or \"24h\"; allowed"},
          {"source.kind = \"pipe\"",
           "source.kind = \"pipe\": not one of the words; "
           "allowed: \"log\" or \"kafka\" or \"socket\""},
          {"log.level = \"loud\"", "not allowed; allowed: trace, debug, info"},
          {"http.also-ports = [0]", "item 1 is out of range; allowed"},
          {"http.also-ports = [1,2,3,4,5,6,7,8,9]", "a list of 9; allowed: a "
                                                    "list of up to 8"},
          {"source.kafka.topics = []", "a list of 0; allowed: a list of 1 to"},
          {"source.kafka.topics = [\"a|b\"]", "item 1 is not allowed; allowed"},
          {"source.kafka.topics = [\"..\"]", "item 1 is not allowed; allowed"},
          {"source.kafka.brokers = [\"a:0\"]",
           "item 1 is not allowed; allowed"},
          {"http.cors-origins = [\"x\"]", "each \"*\", http://host[:port] or"},
          {"http.frame-origins = [\"*\"]", "each http://host[:port] or"},
          {"job = \"a/b\"", "job = \"a/b\": not allowed; allowed: 1 to 64"},
          {"job = \"\"", "job = \"\": not allowed; allowed: 1 to 64"},
          {"store.rocksdb.directory = \"\"", "not allowed; allowed: a path of"},
          {"serving.hbase.texts.enabled = 1",
           "wrong type, a number; allowed: true or false"},
          // Kafka's properties.
          {"[source.kafka.properties]\n\n\"group.id\" = \"x\"",
           "engine.toml:3: source.kafka.properties.group.id: librdkafka's "
           "group.id is set by source.kafka.group-id"},
          {"[source.kafka.properties]\nenable.auto.commit = true",
           "engine.toml:2: source.kafka.properties.enable.auto.commit: "
           "librdkafka's enable.auto.commit is fixed: positions come from the "
           "ledger"},
          {"source.kafka.properties.\"bootstrap.servers\" = \"x\"",
           "is set by source.kafka.brokers"},
          {"source.kafka.properties.\"group.instance.id\" = \"x\"",
           "is set by source.kafka.instance-id"},
          {"source.kafka.properties.\"auto.offset.reset\" = \"x\"",
           "is fixed: source.start says"},
          {"source.kafka.properties.\"enable.auto.offset.store\" = true",
           "is fixed: positions come from the ledger"},
          {"source.kafka.properties.a = []",
           "source.kafka.properties.a: wrong type, a list; allowed: a text, a "
           "number or a boolean"},
          {"source.kafka.properties = 1",
           "source.kafka.properties = 1: wrong type, a number; allowed: "
           "librdkafka's properties"},
          {"[source.kafka.properties]\n\"a.b\" = 1\na.b = 2\n",
           "source.kafka.properties.a.b is given twice"},
          {"source.kafka.properties.\"sasl.password\" = \"***\"",
           "the value was hidden by --print-config"},
          {"source.kafka.properties.\"a\" = \"\\u0000\"", "contains a NUL"},
          // Between keys.
          {"http.also-ports = [8080]",
           "http.also-ports names 8080, which is http.port already"},
          {"http.also-ports = [1, 1]", "http.also-ports names 1 twice"},
          {"source.kafka.topics = [\"a\", \"a\"]",
           "source.kafka.topics names a twice"},
          {"source.kind = \"kafka\"\ndead-letters = {kind = \"kafka\", "
           "topic = \"tweets\"}",
           "dead-letters.topic is tweets, which source.kafka.topics reads"},
          {"dead-letters = {kind = \"file\", "
           "path = \"murmuration-data/../murmuration-data/log/a/0.jsonl\"}",
           "inside source.log.directory, whose files are read"},
          {"memory = \"64MiB\"\nconsumer.batch-bytes-max = \"64MiB\"",
           "memory is 64MiB, but one partition may need 528MiB"},
          {"classifier.vocabulary = \"words.csv\"",
           "classifier.vocabulary is given without classifier.model"},
          {"serving.hbase.word-counts.enabled = true\n"
           "word-counter.pool-size = 0",
           "serving.hbase.word-counts.enabled is true, but "
           "word-counter.pool-size is 0"},
          {"serving.hbase.predictions.enabled = true\n"
           "classifier.pool-size = 0",
           "serving.hbase.predictions.enabled is true, but "
           "classifier.pool-size is 0"},
          {"serving.hbase.hashtags.enabled = true\n"
           "hashtag-counter.pool-size = 0",
           "serving.hbase.hashtags.enabled is true, but "
           "hashtag-counter.pool-size is 0"},
          {"serving.hbase.hashtags = {enabled = true, table = \"t\"}\n"
           "serving.hbase.texts = {enabled = true, table = \"t\"}",
           "give two tables the name t"},
      }) {
    auto what = complaint(text);
    BOOST_TEST(what.find(says) != std::string::npos,
               text << "\n  says: " << what << "\n  not:  " << says);
  }
}

BOOST_AUTO_TEST_CASE(an_error_in_an_override_names_the_option) {
  for (const auto& [option, says] : std::initializer_list<bad_override>{
           {"http.prot=1",
            "--set http.prot: http.prot is unknown; did you mean "
            "http.port?"},
           {"http.port=99999", "--set http.port: http.port = 99999: out of "
                               "range; allowed: 0 to 65535"},
           {"http.port=abc",
            "--set http.port: http.port = \"abc\": wrong type"},
           {"http.port=", "--set http.port: http.port = \"\": wrong type"},
           {"http=1", "--set http: http is a section with keys of its own"},
           {"http.port", "--set http.port: must be key=value"},
           {"=1", "--set : must be key=value"},
           {"", "--set : must be key=value"},
           {"source.kafka.topics=[a]", "--set source.kafka.topics: not TOML: "},
           {"source.kafka.properties.group.id=x",
            "source.kafka.properties.group.id: librdkafka's group.id is "
            "set by source.kafka.group-id"},
           {"source.kafka.properties.=x", "the property's name is missing"},
           {"http.port=1\nlog.level=\"debug\"", "wrong type, a text"},
       }) {
    auto what = complaint(std::nullopt, {option});
    BOOST_TEST(what.find(says) != std::string::npos,
               option << "\n  says: " << what << "\n  not:  " << says);
  }
}

BOOST_AUTO_TEST_CASE(a_secret_never_appears_in_an_error) {
  auto what = complaint(std::nullopt,
                        {"source.kafka.properties.sasl.password=[\"hush\"]"});
  BOOST_TEST(!what.empty());
  BOOST_TEST(what.find("hush") == std::string::npos, what);
}

BOOST_AUTO_TEST_CASE(all_mistakes_are_told_at_once) {
  BOOST_TEST(complaint("jub = 1\n[http]\nport = -1\n")
             == "engine.toml:3: http.port = -1: out of range; allowed: 0 to "
                "65535\n"
                "engine.toml:1: jub is unknown; did you mean job?");
}

BOOST_AUTO_TEST_CASE(a_flood_of_mistakes_is_cut) {
  std::string text;
  for (int i = 0; i < 1000; ++i)
    text.append("x").append(std::to_string(i)).append(" = 1\n");
  auto what = complaint(text);
  BOOST_TEST(std::ranges::count(what, '\n') == 19);
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_read_is_named_with_the_reason) {
  scratch_directory directory;
  auto missing = directory.path / "none.toml";
  BOOST_TEST(complaint(missing, {})
             == "cannot read the config " + missing.string()
                    + ": No such file or directory");
  BOOST_TEST(complaint(directory.path, {})
             == "cannot read the config " + directory.path.string()
                    + ": it is a directory");
}

BOOST_AUTO_TEST_CASE(nesting_without_end_is_refused) {
  std::string dots;
  while (dots.size() < 32'000)
    dots += "a.";
  // In a file it is short enough to be read, and unknown.
  BOOST_TEST(complaint(dots + "a = 1\n").find("is unknown")
             != std::string::npos);
  BOOST_TEST(
      complaint("source.kafka.properties." + dots.substr(0, 30'000) + "a = 1\n")
          .find("wrong type, a table")
      != std::string::npos);
  BOOST_TEST(complaint("job = " + std::string(30'000, '[')).find("not TOML")
             != std::string::npos);
  dots += dots;
  BOOST_TEST(complaint(dots + "a = 1\n").find("it is longer than 32KiB")
             != std::string::npos);
  BOOST_TEST(complaint(std::nullopt, {"http={" + dots + "a=1}"})
             == "--set http: the value is longer than 32KiB");
}

BOOST_AUTO_TEST_SUITE_END()
