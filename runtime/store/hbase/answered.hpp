/// One call on HBase: an answer, or an error as a value. Internal to the
/// adapters of this folder.
#pragma once

#include <exception>
#include <string>
#include <vector>

#include "runtime/store/hbase/connection.hpp"
#include "runtime/store/hbase/errors.hpp"

namespace murmuration::hbase {

enum class call_kind { read, write };

/// "hbase at HOST:PORT: why".
store_error failure(const hbase_options& options, const std::string& why);

/// What went wrong on a connection, which was open before or not.
std::string trouble(const apache::thrift::transport::TTransportException& e,
                    const hbase_options& options, bool connected);

/// Creates the table if the cluster has none of that name. Throws Thrift's
/// exceptions.
void make_table(HbaseClient& client, const std::string& table,
                const std::vector<ColumnDescriptor>& families);

/// Calls. A read is tried once more, on a new connection, when the one in use
/// broke; never after a time-out.
template <class T, class Call>
store_result<T> answered(connection& to, const hbase_options& options,
                         call_kind what, Call call) {
  using apache::thrift::transport::TTransportException;
  to.begin();
  auto again = what == call_kind::read && to.is_open();
  for (;;) {
    try {
      return call();
    } catch (const IOError& e) {
      return failure(options, one_line(e.message));
    } catch (const IllegalArgument& e) {
      return failure(options, one_line(e.message));
    } catch (const TTransportException& e) {
      auto connected = to.is_open();
      to.close();
      auto late = e.getType() == TTransportException::TIMED_OUT;
      if (again && !late && to.time_left()) {
        again = false;
        continue;
      }
      return failure(options, trouble(e, options, connected));
    } catch (const apache::thrift::TException& e) {
      to.close();
      return failure(options, "not understood: " + one_line(e.what()));
    } catch (const std::exception& e) {
      to.close();
      return failure(options, one_line(e.what()));
    }
  }
}

} // namespace murmuration::hbase
