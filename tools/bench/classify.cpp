// Sentiment: time a tweet, in CPU time of one thread.
//
//   bench_classify MODEL FILE     FILE: a record or text a line
//   bench_classify --random N MODEL
//
// The first takes the texts of English tweets (records are decoded; lines that
// are none count as texts), alternates the variants, repeats, and prints the
// median and the least of each. Variants: `floor` reads each byte once and adds
// up what a table says about it; `walk` finds the features and adds up their
// places without looking at any weight; `classify` is what the engine does.
//
// The second classifies N random byte strings of several kinds, from 0 to 300
// bytes, and then long ones, and prints the time a byte by length: it must
// neither crash nor grow.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <exception>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "messages/tweet.hpp"
#include "runtime/classify/feature_walk.hpp"
#include "runtime/classify/hashed_model.hpp"
#include "runtime/classify/load_model.hpp"
#include "runtime/classify/model_file.hpp"
#include "runtime/decode/decoder.hpp"

namespace {

using namespace murmuration;

double cpu_ns() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9
         + static_cast<double>(now.tv_nsec);
}

std::vector<std::string> english_texts(const char* file) {
  std::ifstream in{file, std::ios::binary};
  std::vector<std::string> result;
  decoder read;
  std::vector<hashtag> tags;
  for (std::string line; std::getline(in, line);) {
    auto size = line.size();
    line.resize(size + 64);
    arena bytes;
    tweet found;
    tags.clear();
    auto fate = read.decode({line.data(), size}, bytes, found, tags);
    if (fate.what == outcome::counted
        && (found.lang.empty() || found.lang == "en"))
      result.emplace_back(found.text);
  }
  return result;
}

struct adding_places {
  std::uint64_t sum = 0;
  void word(std::uint32_t place) {
    sum += place;
  }
  void gram(std::uint32_t place) {
    sum += place;
  }
};

struct variant {
  const char* name;
  std::function<std::uint64_t(std::string_view)> run;
  std::vector<double> ns;
};

int bench(const hashed_model& model, const std::vector<std::string>& texts) {
  if (texts.empty()) {
    std::fprintf(stderr, "no English tweet in the file\n");
    return 1;
  }
  feature_hash places{model.parameters().bits, model.parameters().hash_seed};
  std::vector<variant> variants{
      {"floor",
       [](std::string_view text) {
         std::uint64_t sum = 0;
         for (char c : text)
           sum += folded(c);
         return sum;
       },
       {}},
      {"walk",
       [&](std::string_view text) {
         adding_places sink;
         return walk_features(text, places, sink) + sink.sum;
       },
       {}},
      {"classify",
       [&](std::string_view text) {
         return static_cast<std::uint64_t>(model.classify(text).score * 1e6);
       },
       {}}};
  double bytes = 0;
  for (auto& x : texts)
    bytes += static_cast<double>(x.size());
  auto count = static_cast<double>(texts.size());
  std::printf("%zu texts, %.1f bytes each\n", texts.size(), bytes / count);
  std::uint64_t kept = 0;
  auto passes = std::max<std::size_t>(1, 20'000 / texts.size());
  for (int round = 0; round < 31; ++round)
    for (auto& x : variants) {
      auto begin = cpu_ns();
      for (std::size_t i = 0; i < passes; ++i)
        for (auto& text : texts)
          kept += x.run(text);
      x.ns.push_back((cpu_ns() - begin) / count / static_cast<double>(passes));
    }
  for (auto& x : variants) {
    std::ranges::sort(x.ns);
    std::printf(
        "%-9s median %7.1f ns, least %7.1f ns a tweet, %.2f ns a byte\n",
        x.name, x.ns[x.ns.size() / 2], x.ns.front(),
        x.ns.front() * count / bytes);
  }
  std::printf("(%llu)\n", static_cast<unsigned long long>(kept));
  return 0;
}

/// Bytes of one of four kinds: any, ASCII, what the walk has rules for, UTF-8.
void fill(std::string& text, std::mt19937_64& random) {
  static constexpr std::string_view special =
      "@#&;<>:=()-^'`!?.,/ hHwW3\xE2\x80\x99\xF0\x9F\x98\x8D&#39;&lt;";
  auto kind = random() % 4;
  for (auto& c : text) {
    auto x = random();
    c = static_cast<char>(kind == 0   ? x
                          : kind == 1 ? x % 128
                          : kind == 2 ? special[x % special.size()]
                          : x % 3     ? 'a' + x % 5
                                      : 0x80 | x % 128);
  }
}

int soak(const hashed_model& model, std::uint64_t count) {
  auto seed = std::random_device{}();
  std::printf("seed %u\n", seed);
  std::mt19937_64 random{seed};
  std::array<std::uint64_t, 4> labels{};
  std::string text;
  for (std::uint64_t i = 0; i < count; ++i) {
    text.resize(random() % 300);
    fill(text, random);
    auto [label, score] = model.classify(text);
    if (!(score >= 0 && score <= 1)) {
      std::printf("a score of %f at %llu\n", score,
                  static_cast<unsigned long long>(i));
      return 1;
    }
    ++labels[static_cast<std::size_t>(label)];
  }
  std::printf("%llu strings:", static_cast<unsigned long long>(count));
  for (auto x : labels)
    std::printf(" %llu", static_cast<unsigned long long>(x));
  std::printf(" by label\n");
  for (std::size_t size : {1u << 10, 1u << 14, 1u << 18, 1u << 22}) {
    double worst = 0;
    double sum = 0;
    for (int i = 0; i < 16; ++i) {
      text.resize(size);
      fill(text, random);
      auto begin = cpu_ns();
      model.classify(text);
      auto each = (cpu_ns() - begin) / static_cast<double>(size);
      worst = std::max(worst, each);
      sum += each / 16;
    }
    std::printf("%8zu bytes: mean %.2f, most %.2f ns a byte\n", size, sum,
                worst);
  }
  return 0;
}

hashed_model load(const char* file) {
  auto bytes = read_whole_file(file);
  return {parse_hashed_model(bytes, file), .1, 0};
}

} // namespace

int main(int argc, char** argv) try {
  if (argc == 4 && std::strcmp(argv[1], "--random") == 0)
    return soak(load(argv[3]), std::strtoull(argv[2], nullptr, 10));
  if (argc == 3)
    return bench(load(argv[1]), english_texts(argv[2]));
  std::fprintf(stderr, "usage: bench_classify MODEL FILE\n"
                       "       bench_classify --random N MODEL\n");
  return 2;
} catch (const std::exception& error) {
  std::fprintf(stderr, "bench_classify: %s\n", error.what());
  return 1;
}
