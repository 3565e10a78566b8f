#include <charconv>
#include <chrono>
#include <iostream>
#include <random>

#include <unistd.h>

#include <fmt/format.h>

#include "runtime/ledger/generation.hpp"
#include "tools/ledger/commands.hpp"
#include "tools/ledger/source_range.hpp"
#include "tools/ledger/stores.hpp"

namespace murmuration::tools {

namespace {

std::int64_t now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch())
      .count();
}

std::uint64_t fresh_nonce() {
  std::random_device device;
  return std::uint64_t{device()} << 32 | device();
}

offset begin_of(const settings& config, const generation_options& what) {
  // A log begins with its first byte, whether it is there already or not.
  if (what.from == "earliest" && config.source.kind == source_kind::log)
    return offset{0};
  if (what.from == "earliest")
    return range_in_source(config, what.source).earliest;
  if (what.from == "latest")
    return range_in_source(config, what.source).end;
  offset out;
  const auto* end = what.from.data() + what.from.size();
  auto read = std::from_chars(what.from.data(), end, out.value);
  if (read.ec != std::errc{} || read.ptr != end || out.value < 0)
    throw std::runtime_error("--from '" + what.from
                             + "' is none of earliest, latest, OFFSET");
  return out;
}

} // namespace

void new_generation(const settings& config, const generation_options& what) {
  auto store = open_store(config, access::write);
  ledger book{*store, config.job};
  if (auto holder = value_of(held_by(book, what.source, now_ms())))
    throw std::runtime_error(fmt::format(
        "engine {} counts {}: stop it first; one that was killed is "
        "forgotten after {} s",
        holder->instance, to_string(what.source), hold_ms_max / 1000));
  auto begun = value_of(begin_generation(
      book, {.source = what.source,
             .from = begin_of(config, what),
             .nonce = fresh_nonce(),
             .writer = fmt::format("murmuration-ledger-{}", ::getpid()),
             .now_ms = now_ms()}));
  std::cout << fmt::format(
      "{}: generation {} ended at {}, generation {} begins at {}\n",
      to_string(what.source), begun.ended.gen.value, begun.ended.next.value,
      begun.begins.gen.value, begun.begins.next.value);
}

} // namespace murmuration::tools
