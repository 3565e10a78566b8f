/// What an engine serves against the recount; throws `difference`.
#pragma once

#include "tools/audit/chain.hpp"
#include "tools/audit/compare.hpp"
#include "tools/audit/served.hpp"

namespace murmuration::audit {

/// The status of one partition, right after it was recounted. `mark`: that of
/// `before`; that of `after` is the next one.
void compare_status(const served_counts& served, const chain& of,
                    const recount& counted, std::size_t mark);

/// The top list, at the end.
void compare_served(const served_counts& served, const recount& counted,
                    std::size_t mark, const compare_options& options);

} // namespace murmuration::audit
