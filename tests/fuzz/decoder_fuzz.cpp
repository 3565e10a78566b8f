// Any bytes become a tweet, a notice or a malformed record: no crash, no read
// beyond the padding, and only UTF-8 comes out.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>

#include "messages/batch.hpp"
#include "runtime/decode/decoder.hpp"
#include "runtime/decode/tags_of.hpp"
#include "runtime/decode/token_index.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using namespace murmuration;
  static decoder read;
  // On the heap and no longer than promised, for the address sanitizer.
  auto padded = std::make_unique<char[]>(size + 64);
  std::copy(data, data + size, padded.get());
  tweet_batch batch;
  tweet found;
  auto fate =
      read.decode({padded.get(), size}, batch.bytes, found, batch.entity_tags);
  std::vector<hashtag> scratch;
  std::vector<tag_use> uses;
  tags_of(batch, found, scratch, uses, batch.bytes);
  for (auto text :
       {found.text, found.top_text, found.author, found.lang, fate.deleted})
    if (!is_utf8(text))
      std::abort();
  return 0;
}

#ifndef MURMURATION_LIBFUZZER
/// Without clang: runs the files that are named, or standard input.
int main(int argc, char** argv) {
  for (int i = 1; i < argc || i == 1; ++i) {
    std::ifstream file{argc > 1 ? argv[i] : "/dev/stdin", std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()),
                           bytes.size());
  }
}
#endif
