/// Parts that more than one document has. For the sources of this folder only.
#pragma once

#include "http/json/documents.hpp"
#include "http/json/writer.hpp"

namespace murmuration::http {

/// The array `key` of the first `k` tags, ranked from 1.
void write_tags(json_writer& out, std::string_view key, const live_view& view,
                std::size_t k, std::span<const tag_trend> trends = {});

/// The four counts, as members of the object that is open.
void write_sentiment(json_writer& out, const sentiment_counts& counts);

/// The members of the status document.
void write_status(json_writer& out, const status_facts& facts,
                  const live_view* live, const engine_status* engine);

/// Members `window`, by name, and `trending`: those that are on.
void write_lists(json_writer& out, const lists_view& view,
                 const settings& config, std::size_t k);

} // namespace murmuration::http
