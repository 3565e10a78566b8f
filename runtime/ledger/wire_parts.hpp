/// Between our structs and those that Thrift generates: the parts that several
/// kinds of cell share. Internal to the codec. `from_wire` throws
/// `std::invalid_argument` where a value has no meaning.
#pragma once

#include <optional>
#include <vector>

#include "ledger_types.h"

#include "messages/ledger_records.hpp"

namespace murmuration {

wire::Position to_wire(const position& x);
position from_wire(const wire::Position& x);

wire::Totals to_wire(const totals& x);
totals from_wire(const wire::Totals& x);

wire::Fingerprint to_wire(const fingerprint& x);
fingerprint from_wire(const wire::Fingerprint& x);

wire::Origin to_wire(const origin& x);
origin from_wire(wire::Origin x);

std::vector<tag_count> from_wire(wire::Tags x);

std::vector<second_count> from_wire(const wire::Seconds& x);

std::vector<second_words> from_wire(std::vector<wire::WordsOfSecond> x);

std::vector<recent_tweet> from_wire(std::vector<wire::RecentTweet> x);

std::vector<second_uses> from_wire(const wire::TagSeconds& x);

std::vector<minute_authors> from_wire(const wire::TagAuthors& x);

list_loss from_wire(const wire::ListLoss& x);

} // namespace murmuration
