/// HBase's and Thrift's complaints as one line for people.
#pragma once

#include <string>
#include <string_view>

namespace murmuration::hbase {

/// The first line, without the Java class path before the exception's name,
/// cut at 200 bytes. The Thrift server's messages go on with a stack trace.
std::string one_line(std::string_view message);

} // namespace murmuration::hbase
