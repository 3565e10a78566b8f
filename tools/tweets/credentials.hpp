/// The bearer token: from a file or the environment, never from the command
/// line, where every user of the machine could read it.
#pragma once

#include <string>
#include <string_view>

namespace murmuration::tweets {

/// The environment variable that holds the token when no file is named.
inline constexpr const char* token_variable = "X_BEARER_TOKEN";

/// The token in the text of a file or variable, named by `where` in messages.
/// Throws std::invalid_argument that says what it is instead: nothing, the four
/// lines of v1.1 (consumer key, consumer secret, access token, access secret),
/// or something with blanks. Never repeats what it read.
std::string read_token(std::string_view text, const std::string& where);

/// From `file`, else from the environment. Warns on standard error when others
/// may read the file. Throws std::invalid_argument.
std::string find_token(const std::string& file);

/// What became of the four credentials of v1.1, and what to get instead.
std::string v1_credentials_message(const std::string& where);

} // namespace murmuration::tweets
