/// What becomes of a record (interface.md), decided anew: its outcome, its
/// tags, its time. Shares no code with the engine. Not thread safe.
///
///   judge rules;
///   const auto& verdict = rules.on(value);
///   if (verdict.what == fate::counted) use(verdict.tags);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/audit/json_reader.hpp"
#include "tools/audit/python_reader.hpp"
#include "tools/audit/tags.hpp"

namespace murmuration::audit {

enum class fate : std::uint8_t { counted, skipped, malformed };

struct verdict {
  fate what = fate::skipped;
  /// As they were written, without `#`; not yet each key once.
  std::vector<std::string> tags;
  std::int64_t created_ms = 0; ///< 0: the record does not say
  std::string author;          ///< empty: the record does not say
};

/// What a tweet's members say, in whatever order they come.
struct tweet_members {
  std::optional<std::string_view> text;
  std::optional<std::string_view> full_text;
  std::optional<std::string_view> long_text; ///< extended_tweet, note_tweet
  std::optional<std::vector<std::string_view>> tags; ///< none: no entities
  std::optional<std::vector<std::string_view>> long_tags;
  std::string_view id;
  std::string_view retweeted_id;
  std::string_view created_at;
  std::string_view screen_name; ///< of `user`
  std::string_view user_id;
  std::string_view author_id; ///< v2

  bool has_text() const {
    return text || full_text || long_text;
  }
};

class judge {
public:
  /// Valid until the next call.
  const verdict& on(std::string_view record);

private:
  fate on_container(std::string_view record, std::size_t first);
  fate on_object();
  void count(const tweet_members& own, const tweet_members& inner,
             std::string_view author);
  void count_text(std::string_view text);

  json_reader json_;
  python_reader python_;
  record_tree tree_;
  tag_extractor extract_;
  verdict said_;
};

} // namespace murmuration::audit
