#include "tools/audit/served.hpp"

#include <chrono>
#include <optional>
#include <thread>

#include <httplib.h>
#include <rapidjson/document.h>

#include "tools/audit/difference.hpp"

namespace murmuration::audit {

namespace {

using namespace std::chrono_literals;

/// A status may be a second older than the list, and both move four times a
/// second; what is not still by then never is.
constexpr auto ask_max = 10s;
constexpr auto between = 100ms;

class engine {
public:
  explicit engine(const std::string& address)
    : address_(address)
    , client_(address) {
    client_.set_connection_timeout(5s);
    client_.set_read_timeout(5s);
    client_.set_keep_alive(true);
    client_.set_tcp_nodelay(true);
  }

  served_status status() {
    auto all = ask("/api/v1/status");
    served_status out;
    out.counted = number(member(all, "tally"), "counted");
    for (const auto& one : list(all, "partitions")) {
      topic_partition source{
          text(one, "topic"),
          partition_id{static_cast<std::int32_t>(number(one, "partition"))}};
      auto& to = out.partitions[source];
      to.applied.gen.value =
          static_cast<std::uint32_t>(number(one, "generation"));
      to.applied.next.value = static_cast<std::int64_t>(number(one, "applied"));
      const auto& sums = member(one, "tally");
      to.outcomes = {number(sums, "counted"), number(sums, "filtered"),
                     number(sums, "skipped"), number(sums, "malformed"),
                     number(sums, "duplicate")};
    }
    return out;
  }

  void top(served_counts& into) {
    // The engine refuses more than its list holds, and says what it holds.
    rapidjson::Document all;
    for (auto k : {1000, 100, 10})
      if (auto answer = try_ask("/api/v1/top?k=" + std::to_string(k))) {
        all.Swap(*answer);
        break;
      }
    into.tweets = number(all, "tweets");
    into.tags.clear();
    for (const auto& one : list(all, "tags"))
      into.tags.push_back(
          {text(one, "tag"), text(one, "key"), number(one, "count")});
  }

private:
  using value = rapidjson::Value;

  [[noreturn]] void fail(const std::string& why) const {
    throw cannot_audit{"the engine at " + address_ + " " + why};
  }

  std::optional<rapidjson::Document> try_ask(const std::string& path) {
    auto answer = client_.Get(path);
    if (!answer)
      fail("does not answer: " + httplib::to_string(answer.error()));
    if (answer->status == 400)
      return std::nullopt;
    if (answer->status != 200)
      fail("answers " + std::to_string(answer->status) + " to " + path);
    rapidjson::Document out;
    out.Parse<rapidjson::kParseIterativeFlag
              | rapidjson::kParseValidateEncodingFlag>(answer->body.data(),
                                                       answer->body.size());
    if (out.HasParseError() || !out.IsObject())
      fail("answers no JSON object to " + path);
    return out;
  }

  rapidjson::Document ask(const std::string& path) {
    auto answer = try_ask(path);
    if (!answer)
      fail("answers 400 to " + path);
    return std::move(*answer);
  }

  const value& member(const value& x, const char* name) const {
    auto at = x.IsObject() ? x.FindMember(name) : value::ConstMemberIterator{};
    if (!x.IsObject() || at == x.MemberEnd())
      fail(std::string{"tells no "} + name);
    return at->value;
  }
  std::uint64_t number(const value& x, const char* name) const {
    const auto& found = member(x, name);
    if (!found.IsUint64())
      fail(std::string{"tells no number as "} + name);
    return found.GetUint64();
  }
  std::string text(const value& x, const char* name) const {
    const auto& found = member(x, name);
    if (!found.IsString())
      fail(std::string{"tells no text as "} + name);
    return {found.GetString(), found.GetStringLength()};
  }
  value::ConstArray list(const value& x, const char* name) const {
    const auto& found = member(x, name);
    if (!found.IsArray())
      fail(std::string{"tells no list as "} + name);
    return found.GetArray();
  }

  std::string address_;
  httplib::Client client_;
};

} // namespace

bool served_counts::is_exact() const {
  auto same = [](const auto& x, const auto& y) {
    return x.first == y.first && x.second.applied == y.second.applied;
  };
  return before.partitions.size() == after.partitions.size()
         && std::equal(before.partitions.begin(), before.partitions.end(),
                       after.partitions.begin(), same);
}

served_counts ask_engine(const std::string& address) {
  engine from{address};
  auto until = std::chrono::steady_clock::now() + ask_max;
  served_counts out;
  std::optional<served_counts> between_two;
  while (true) {
    out.before = from.status();
    from.top(out);
    out.after = from.status();
    // Counts only rise, so a status that has counted as much is not older.
    while (out.after.counted < out.tweets
           && std::chrono::steady_clock::now() < until) {
      std::this_thread::sleep_for(between);
      out.after = from.status();
    }
    auto holds =
        out.before.counted <= out.tweets && out.tweets <= out.after.counted;
    if (holds && out.is_exact())
      return out;
    if (holds)
      between_two = out;
    if (std::chrono::steady_clock::now() >= until)
      break;
    std::this_thread::sleep_for(between);
  }
  if (!between_two)
    throw cannot_audit{"the engine at " + address
                       + " counted backwards while it was asked; try again"};
  return *between_two;
}

} // namespace murmuration::audit
