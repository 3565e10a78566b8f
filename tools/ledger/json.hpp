/// The ledger's records as JSON objects, one line each. Hashes, nonces and ids
/// are hexadecimal texts: JSON's readers round large numbers.
#pragma once

#include <string>

#include "messages/ledger_records.hpp"
#include "runtime/ledger/fold.hpp"

namespace murmuration::tools {

std::string to_json(const topic_partition& source, generation gen,
                    const delta& x);
std::string to_json(const partition_state& x);
/// The job as a whole: how it began, its newest snapshot, its positions.
std::string to_json(const std::string& job, const folded& x);

/// One tag with all its spellings; the shown one is the commonest, of equal
/// ones the smallest in byte order.
std::string tag_json(const std::string& key,
                     const std::map<std::string, std::uint64_t>& spellings);

} // namespace murmuration::tools
