#include "tools/train/recipe.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <thread>

#include "runtime/classify/word_hash.hpp"
#include "tools/train/calibration.hpp"
#include "tools/train/rounding.hpp"

namespace murmuration::train {
namespace {

std::vector<training_row> training_rows(const rows& data, const recipe& how,
                                        const row_choice& train) {
  auto& all = data.all();
  std::vector<std::array<double, 2>> counts(data.sources().size());
  for (std::size_t i = 0; i < all.size(); ++i)
    if (train(i))
      ++counts[all[i].source][all[i].positive];
  std::vector<training_row> result;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!train(i))
      continue;
    auto& of_source = counts[all[i].source];
    auto found = how.weights.find(data.sources()[all[i].source]);
    auto weight = found == how.weights.end() ? 1 : found->second;
    // A source with one class only cannot be balanced.
    if (of_source[0] > 0 && of_source[1] > 0)
      weight *=
          (of_source[0] + of_source[1]) / (2 * of_source[all[i].positive]);
    result.push_back({static_cast<std::uint32_t>(i),
                      static_cast<float>(all[i].positive),
                      static_cast<float>(weight)});
  }
  return result;
}

linear_weights learn(const rows& data, const feature_table& features,
                     const recipe& how, const row_choice& train) {
  return descend(features, training_rows(data, how, train),
                 std::size_t{1} << how.bits, how.descent);
}

bool from_word_list(const rows& data, std::size_t i) {
  return data.sources()[data.all()[i].source] == words_source;
}

std::vector<judged> judge(const rows& data, const feature_table& features,
                          const recipe& how, const linear_weights& learned,
                          const row_choice& ask) {
  std::vector<judged> result;
  for (std::size_t i = 0; i < data.all().size(); ++i) {
    if (!ask(i))
      continue;
    auto known = features.tokens(i) > 0;
    result.push_back({known ? learned.margin(features, i, how.descent) : 0,
                      data.all()[i].positive});
  }
  return result;
}

std::vector<prediction> predictions(const std::vector<judged>& all,
                                    double factor) {
  std::vector<prediction> result;
  for (auto& x : all)
    result.push_back({1 / (1 + std::exp(-factor * x.margin)), x.positive});
  return result;
}

} // namespace

unsigned tenth_of(std::string_view text) {
  return static_cast<unsigned>(content_hash(text, 10) % 10);
}

feature_table features_of(const rows& data, const recipe& how) {
  return {data.all(), feature_hash{how.bits, how.hash_seed}, how.threads};
}

std::vector<prediction> cross(const rows& data, const feature_table& features,
                              const recipe& how, const row_choice& train,
                              const row_choice& ask) {
  auto learned = learn(data, features, how, train);
  return predictions(judge(data, features, how, learned, ask), 1);
}

fitted fit(const rows& data, const recipe& how) {
  auto& all = data.all();
  for (auto wanted : {false, true})
    if (std::ranges::none_of(
            all, [wanted](auto& x) { return x.positive == wanted; }))
      throw std::runtime_error(std::string{"no row is labelled "}
                               + (wanted ? "1 (positive)" : "0 (negative)")
                               + "; a model needs both");
  auto features = features_of(data, how);
  auto part = [&](std::size_t i) {
    return from_word_list(data, i) ? 9 : tenth_of(all[i].text);
  };
  // The calibration: a model that has not seen two tenths of the rows; the
  // factor is found on the one and judged on the other.
  linear_weights learned;
  linear_weights partial;
  auto learn_all = [&] {
    learned = learn(data, features, how, [](std::size_t) { return true; });
  };
  auto learn_part = [&] {
    partial =
        learn(data, features, how, [&](std::size_t i) { return part(i) >= 2; });
  };
  if (how.threads > 1) {
    std::jthread other{learn_part};
    learn_all();
  } else {
    learn_all();
    learn_part();
  }
  auto factor = calibrate(judge(data, features, how, partial,
                                [&](std::size_t i) { return part(i) == 0; }));
  fitted result;
  result.held_out =
      measure(predictions(judge(data, features, how, partial,
                                [&](std::size_t i) { return part(i) == 1; }),
                          factor));
  for (std::size_t i = 0; i < all.size(); ++i)
    result.rows += !from_word_list(data, i);
  auto& model = result.model;
  model.bits = how.bits;
  model.hash_seed = how.hash_seed;
  model.gram_share = how.descent.gram_share;
  model.smoothing = how.descent.smoothing;
  model.bias = learned.bias * factor;
  model.scale = factor;
  if (how.as_floats) {
    model.floats = std::move(learned.weights);
    return result;
  }
  auto rounded = round_weights(learned.weights);
  model.bytes = std::move(rounded.bytes);
  model.scale *= rounded.step;
  return result;
}

} // namespace murmuration::train
