#include "http/built_in.hpp"

#include <map>
#include <string>

#include "http/assets.hpp"
#include "http/trim.hpp"

namespace murmuration::http::built_in {

namespace {

/// Hashed once, both forms: their ETags differ, as their bytes do.
struct ready_file {
  std::string_view type;
  document plain;
  document gzip; ///< none when it would be no smaller
};

using file_table = std::map<std::string_view, ready_file>;

const file_table& all_files() {
  static const auto made = [] {
    file_table table;
    for (const auto& file : assets::files) {
      auto& entry = table[file.path];
      entry.type = file.type;
      entry.plain = make_document(std::string{file.bytes});
      if (!file.gzip.empty())
        entry.gzip = make_document(std::string{file.gzip});
    }
    return table;
  }();
  return made;
}

/// `;q=0`, `;q=0.000` and everything that is not a weight.
bool weighs_nothing(std::string_view parameters) {
  if (parameters.empty())
    return false;
  auto weight = trim(parameters);
  if (!weight.starts_with("q=") && !weight.starts_with("Q="))
    return true;
  weight.remove_prefix(2);
  return weight.find_first_of("123456789") == weight.npos;
}

reply answer_with(const ready_file& file, const request& asked) {
  reply made;
  made.type = file.type;
  if (file.gzip.bytes && takes_gzip(asked.accept_encoding)) {
    made.body = file.gzip;
    made.headers.emplace_back("Content-Encoding", "gzip");
  } else {
    made.body = file.plain;
  }
  made.headers.emplace_back("Vary", "Accept-Encoding");
  return made;
}

} // namespace

reply page(std::string_view path, const request& asked) {
  return answer_with(all_files().at(path), asked);
}

reply page_part(const request& asked) {
  auto found = all_files().find(asked.path);
  if (found == all_files().end())
    return problem(404, "There is no such part of a page; pages that are open "
                        "since an older version are to be loaded again.");
  auto made = answer_with(found->second, asked);
  made.headers.emplace_back("Cache-Control",
                            "public, max-age=31536000, immutable");
  return made;
}

bool takes_gzip(std::string_view accept_encoding) {
  bool any = false;
  while (!accept_encoding.empty()) {
    auto comma = accept_encoding.find(',');
    auto item = accept_encoding.substr(0, comma);
    accept_encoding.remove_prefix(
        comma == accept_encoding.npos ? accept_encoding.size() : comma + 1);
    auto semicolon = item.find(';');
    auto name = trim(item.substr(0, semicolon));
    auto nothing =
        semicolon != item.npos && weighs_nothing(item.substr(semicolon + 1));
    if (name == "gzip" || name == "x-gzip")
      return !nothing;
    if (name == "*")
      any = !nothing;
  }
  return any;
}

} // namespace murmuration::http::built_in
