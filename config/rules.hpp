/// What the texts of the config must be. Each rule knows how to say itself in
/// an error message.  rules::job.accepts("default")
#pragma once

#include "config/keys.hpp"

namespace murmuration::rules {

extern const text_rule job;          ///< part of the ledger's keys
extern const text_rule path;         ///< a file or directory
extern const text_rule path_or_none; ///< the same, or empty
extern const text_rule broker;       ///< host or host:port
extern const text_rule address;      ///< host and port, both needed
extern const text_rule topic;        ///< Kafka's rule
extern const text_rule group;
extern const text_rule instance;
extern const text_rule language; ///< as tweets carry it
extern const text_rule language_or_none;
extern const text_rule host;        ///< a name or an address
extern const text_rule host_header; ///< what a browser may call us
extern const text_rule origin;
extern const text_rule origin_or_any;
extern const text_rule hbase_table;
extern const text_rule log_level;

} // namespace murmuration::rules
