#include "tools/records_out/truth.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <vector>

#include "tools/records_out/json_string.hpp"

namespace murmuration::records_out {

void truth::add(const receipt& sent) {
  ++(sent.tweet ? tweets_ : others_);
  for (const auto& key : sent.tags)
    ++tags_[key];
  if (sent.campaign) {
    if (campaign_tweets_.size() <= *sent.campaign)
      campaign_tweets_.resize(*sent.campaign + 1);
    ++campaign_tweets_[*sent.campaign];
  }
}

std::string truth::json() const {
  std::vector<const decltype(tags_)::value_type*> sorted;
  sorted.reserve(tags_.size());
  for (const auto& x : tags_)
    sorted.push_back(&x);
  std::sort(sorted.begin(), sorted.end(),
            [](auto a, auto b) { return a->first < b->first; });
  std::string result = "{\"tweets\":" + std::to_string(tweets_);
  result += ",\"tags\":{";
  for (const auto* x : sorted) {
    if (result.back() != '{')
      result += ',';
    append_json_string(result, x->first);
    (result += ':') += std::to_string(x->second);
  }
  result += '}';
  for (std::size_t i = 0; i < campaigns_.size(); ++i) {
    const auto& x = campaigns_[i];
    result += i == 0 ? ",\"campaigns\":[{\"tag\":" : ",{\"tag\":";
    append_json_string(result, x.tag);
    append_json_string(result += ",\"key\":", x.key);
    append_json_string(result += ",\"start\":", x.start);
    append_json_string(result += ",\"end\":", x.end);
    append_json_string(result += ",\"shape\":", x.shape);
    (result += ",\"peak\":") += x.peak;
    auto tweets = i < campaign_tweets_.size() ? campaign_tweets_[i] : 0;
    (result += ",\"tweets\":") += std::to_string(tweets) + '}';
  }
  if (!campaigns_.empty())
    result += ']';
  return result += "}\n";
}

void truth::write(const std::string& path) const {
  auto beside = path + ".part";
  std::ofstream out{beside, std::ios::binary};
  out << json();
  out.close();
  if (!out || std::rename(beside.c_str(), path.c_str()) != 0)
    throw std::runtime_error("--truth " + path + ": cannot be written: "
                             + std::generic_category().message(errno));
}

} // namespace murmuration::records_out
