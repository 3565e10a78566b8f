#include "tools/audit/utf8.hpp"

#include <cstring>

namespace murmuration::audit {

namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080u;

/// What follows a first byte: how many bytes, the bits that the first one
/// gives, and the least value that is worth so many bytes.
struct lead {
  std::size_t more = 0;
  std::uint32_t bits = 0;
  std::uint32_t least = 0;
};

bool read_lead(unsigned char byte, lead& out) {
  if (byte >= 0xC0 && byte < 0xE0)
    out = {1, byte & 0x1Fu, 0x80};
  else if (byte >= 0xE0 && byte < 0xF0)
    out = {2, byte & 0x0Fu, 0x800};
  else if (byte >= 0xF0 && byte < 0xF8)
    out = {3, byte & 0x07u, 0x10000};
  else
    return false;
  return true;
}

} // namespace

bool is_valid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    std::uint64_t eight = 0;
    if (text.size() - i >= sizeof(eight)) {
      std::memcpy(&eight, text.data() + i, sizeof(eight));
      if ((eight & high_bits) == 0) {
        i += sizeof(eight);
        continue;
      }
    }
    auto byte = static_cast<unsigned char>(text[i++]);
    if (byte < 0x80)
      continue;
    lead first;
    if (!read_lead(byte, first) || text.size() - i < first.more)
      return false;
    auto value = first.bits;
    for (; first.more > 0; --first.more) {
      auto next = static_cast<unsigned char>(text[i++]);
      if ((next & 0xC0) != 0x80)
        return false;
      value = value << 6 | (next & 0x3Fu);
    }
    if (value < first.least || value > 0x10FFFF
        || (value >= 0xD800 && value <= 0xDFFF))
      return false;
  }
  return true;
}

void to_points(std::string_view text, code_points& out) {
  out.clear();
  for (std::size_t i = 0; i < text.size();) {
    auto byte = static_cast<unsigned char>(text[i++]);
    lead first;
    if (!read_lead(byte, first)) {
      out.push_back(byte);
      continue;
    }
    auto value = first.bits;
    for (; first.more > 0 && i < text.size(); --first.more)
      value = value << 6 | (static_cast<unsigned char>(text[i++]) & 0x3Fu);
    out.push_back(value);
  }
}

char* put_point(char* to, std::uint32_t point) {
  if (point < 0x80) {
    *to++ = static_cast<char>(point);
    return to;
  }
  auto rest = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  constexpr std::uint32_t marks[] = {0, 0xC0, 0xE0, 0xF0};
  *to++ = static_cast<char>(marks[rest] | point >> (6 * rest));
  while (rest-- > 0)
    *to++ = static_cast<char>(0x80 | (point >> (6 * rest) & 0x3F));
  return to;
}

std::string to_bytes(const code_points& text, std::size_t first,
                     std::size_t last) {
  std::string out;
  char room[4];
  for (; first < last; ++first)
    out.append(room, put_point(room, text[first]));
  return out;
}

} // namespace murmuration::audit
