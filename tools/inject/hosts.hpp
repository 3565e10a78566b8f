/// The spelling and the manner of the fake producer that this tool replaces
/// (A in ../shared/seeds.md): `--hosts H`, tweets as Python prints them, and a
/// random pause after each.
#pragma once

#include <string>
#include <string_view>

#include "tools/inject/options.hpp"

namespace murmuration::inject {

/// `HOST[:PORT][,HOST[:PORT]…]` with port 9092 where there is none.
///   brokers_of("a,b:9093") == "a:9092,b:9093"
std::string brokers_of(std::string_view hosts);

/// Sends to `hosts`, in that manner as far as nothing else was asked for:
/// format `python`, and pauses of 0 to 100 ms unless `--rate` was given.
void act_as_producer(options& asked, std::string_view hosts, bool has_rate);

} // namespace murmuration::inject
