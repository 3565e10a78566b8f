/// Reads the members of tweets and notices off a record's tree.
#pragma once

#include <string_view>
#include <vector>

#include "tools/audit/judge.hpp"

namespace murmuration::audit {

/// A user that v2 includes.
struct user_members {
  std::string_view id;
  std::string_view username;
};

/// All that an object has to say; of equal names the last one counts.
struct object_members {
  bool is_notice = false;
  bool has_data = false;
  tweet_members top;
  tweet_members retweeted;
  tweet_members data;
  std::vector<tweet_members> included; ///< at most 256, as the engine looks at
  std::vector<user_members> users;     ///< likewise
};

object_members members_of(const record_tree& tree);

} // namespace murmuration::audit
