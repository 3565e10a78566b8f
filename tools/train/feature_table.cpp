#include "tools/train/feature_table.hpp"

#include <thread>

#include "runtime/classify/feature_walk.hpp"

namespace murmuration::train {
namespace {

struct collecting {
  std::vector<std::uint32_t>& places;

  void word(std::uint32_t place) {
    places.push_back(place);
  }
  void gram(std::uint32_t place) {
    places.push_back(place | feature_table::gram_bit);
  }
};

/// What one thread finds in its share of the texts.
struct share {
  std::vector<std::uint32_t> places;
  std::vector<std::size_t> sizes;
};

} // namespace

feature_table::feature_table(const std::vector<labelled_text>& texts,
                             const feature_hash& places, unsigned threads)
  : begins_{0}
  , tokens_(texts.size()) {
  std::vector<share> shares(threads);
  auto take = [&](unsigned number) {
    auto& mine = shares[number];
    collecting sink{mine.places};
    auto end = texts.size() * (number + 1) / threads;
    for (auto i = texts.size() * number / threads; i < end; ++i) {
      tokens_[i] = walk_features(texts[i].text, places, sink);
      mine.sizes.push_back(mine.places.size());
    }
  };
  {
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < threads; ++i)
      others.emplace_back(take, i);
    take(0);
  }
  for (auto& x : shares) {
    auto before = places_.size();
    for (auto size : x.sizes)
      begins_.push_back(before + size);
    places_.insert(places_.end(), x.places.begin(), x.places.end());
    x = {};
  }
}

} // namespace murmuration::train
