#include "runtime/ledger/keys.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace murmuration::keys {

namespace {

/// The first byte string behind all that begin with `prefix`, which ends with
/// a `|`: no byte lies between `|` and `}`.
key_range begins_with(std::string prefix) {
  auto last = prefix;
  last.back() = '}';
  return {std::move(prefix), std::move(last)};
}

std::string delta_prefix(std::string_view job, const topic_partition& source,
                         generation gen) {
  return fmt::format("{}|d|{}|{:05}|{:05}|", job, source.topic, gen.value,
                     source.partition.value);
}

template <class T>
bool number(std::string_view digits, T& into) {
  const auto* end = digits.data() + digits.size();
  auto read = std::from_chars(digits.data(), end, into);
  return read.ec == std::errc{} && read.ptr == end;
}

} // namespace

std::string delta(std::string_view job, const topic_partition& source,
                  position start) {
  return fmt::format("{}{:020}", delta_prefix(job, source, start.gen),
                     start.next.value);
}

std::string genesis(std::string_view job) {
  return fmt::format("{}|g", job);
}

std::string origin(std::string_view job, const topic_partition& source) {
  return fmt::format("{}|o|{}|{:05}", job, source.topic,
                     source.partition.value);
}

std::string pointer(std::string_view job, std::uint64_t number) {
  return fmt::format("{}|p|{:020}", job, number);
}

std::string chunk(std::string_view job, std::uint64_t number, std::uint64_t id,
                  std::uint32_t index) {
  return fmt::format("{}|s|{:020}|{:016x}|{:05}", job, number, id, index);
}

std::string hold(std::string_view job, std::string_view instance) {
  std::string name{instance};
  std::replace(name.begin(), name.end(), '|', '_');
  return fmt::format("{}|h|{}", job, name);
}

key_range deltas_from(std::string_view job, const topic_partition& source,
                      position first) {
  auto range = begins_with(delta_prefix(job, source, first.gen));
  range.first = delta(job, source, first);
  return range;
}

key_range deltas_below(std::string_view job, const topic_partition& source,
                       position end) {
  auto range = begins_with(delta_prefix(job, source, end.gen));
  range.last = delta(job, source, end);
  return range;
}

key_range deltas(std::string_view job) {
  return begins_with(fmt::format("{}|d|", job));
}

key_range origins(std::string_view job) {
  return begins_with(fmt::format("{}|o|", job));
}

key_range pointers_from(std::string_view job, std::uint64_t number) {
  auto range = begins_with(fmt::format("{}|p|", job));
  range.first = pointer(job, number);
  return range;
}

key_range pointers_below(std::string_view job, std::uint64_t number) {
  auto range = begins_with(fmt::format("{}|p|", job));
  range.last = pointer(job, number);
  return range;
}

key_range chunks_below(std::string_view job, std::uint64_t number) {
  auto range = begins_with(fmt::format("{}|s|", job));
  range.last = fmt::format("{}|s|{:020}", job, number);
  return range;
}

key_range holds(std::string_view job) {
  return begins_with(fmt::format("{}|h|", job));
}

key_range all(std::string_view job) {
  return begins_with(fmt::format("{}|", job));
}

key_range behind(std::string_view key, const key_range& range) {
  // The smallest key above `key` is `key` and a NUL.
  return {std::string{key} + '\0', range.last};
}

std::optional<delta_place> parse_delta(std::string_view key) {
  // job, d, topic, generation, partition, start
  std::array<std::string_view, 6> parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto end = key.find('|');
    if ((end == key.npos) != (i + 1 == parts.size()))
      return std::nullopt;
    parts[i] = key.substr(0, end);
    key.remove_prefix(end == key.npos ? key.size() : end + 1);
  }
  delta_place out;
  out.source.topic = parts[2];
  if (parts[1] != "d" || !number(parts[3], out.start.gen.value)
      || !number(parts[4], out.source.partition.value)
      || !number(parts[5], out.start.next.value))
    return std::nullopt;
  return out;
}

bool is_part(std::string_view name) {
  return !name.empty() && name.find('|') == std::string_view::npos;
}

} // namespace murmuration::keys
