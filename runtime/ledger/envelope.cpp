#include "runtime/ledger/envelope.hpp"

#include <array>
#include <stdexcept>

#include <fmt/format.h>
#include <xxhash.h>
#include <zstd.h>

namespace murmuration {

namespace {

constexpr char version = 1;
constexpr char flag_zstd = 1;
constexpr std::size_t header_bytes = 3 + 4;
constexpr std::size_t checksum_bytes = 8;
/// Level 1 is within 5 % of level 3's size here, at half of its time.
constexpr int zstd_level = 1;

void put_little_endian(std::string& out, std::uint64_t value, int bytes) {
  for (auto i = 0; i < bytes; ++i)
    out.push_back(static_cast<char>(value >> (8 * i) & 0xff));
}

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (auto i = bytes.size(); i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

/// Appends the frame, if it is smaller than the body.
bool append_compressed(std::string& out, std::string_view body) {
  auto before = out.size();
  out.resize(before + ZSTD_compressBound(body.size()));
  auto written = ZSTD_compress(out.data() + before, out.size() - before,
                               body.data(), body.size(), zstd_level);
  auto good = !ZSTD_isError(written) && written < body.size();
  out.resize(good ? before + written : before);
  return good;
}

store_result<std::string> decompress(std::string_view frame,
                                     std::size_t length) {
  if (ZSTD_getFrameContentSize(frame.data(), frame.size()) != length)
    return store_error{"its compressed part has another length than it says"};
  std::string body(length, '\0');
  auto written =
      ZSTD_decompress(body.data(), body.size(), frame.data(), frame.size());
  if (ZSTD_isError(written) || written != length)
    return store_error{"it cannot be decompressed"};
  return body;
}

} // namespace

std::string seal(cell_kind kind, std::string_view body) {
  if (body.size() > body_bytes_max)
    throw std::length_error(
        fmt::format("a ledger cell of {} bytes; at most {} can be read again",
                    body.size(), body_bytes_max));
  std::string out{version, static_cast<char>(kind), flag_zstd};
  put_little_endian(out, body.size(), 4);
  if (body.size() < compress_bytes_min || !append_compressed(out, body)) {
    out[2] = 0;
    out.append(body);
  }
  put_little_endian(out, XXH3_64bits(out.data(), out.size()), 8);
  return out;
}

store_result<done> check_seal(cell_kind kind, std::string_view bytes) {
  if (bytes.size() < header_bytes + checksum_bytes)
    return store_error{
        fmt::format("it has {} bytes, which is no ledger cell", bytes.size())};
  auto checked = bytes.substr(0, bytes.size() - checksum_bytes);
  if (little_endian(bytes.substr(checked.size()))
      != XXH3_64bits(checked.data(), checked.size()))
    return store_error{"it is damaged: its checksum does not match"};
  if (bytes[0] != version)
    return store_error{
        fmt::format("it has format {}, and this program knows only {}: use the "
                    "program that wrote it, or a later one",
                    static_cast<int>(bytes[0]), static_cast<int>(version))};
  if (bytes[1] != static_cast<char>(kind))
    return store_error{fmt::format("it is of kind {:#04x} instead of '{}'",
                                   static_cast<unsigned char>(bytes[1]),
                                   static_cast<char>(kind))};
  auto length = static_cast<std::size_t>(little_endian(bytes.substr(3, 4)));
  if (length > body_bytes_max || (bytes[2] & ~flag_zstd) != 0)
    return store_error{"its header is none that this program writes"};
  return done{};
}

store_result<std::string> unseal(cell_kind kind, std::string_view bytes) {
  if (auto sound = check_seal(kind, bytes); !sound)
    return sound.error();
  auto length = static_cast<std::size_t>(little_endian(bytes.substr(3, 4)));
  auto stored =
      bytes.substr(header_bytes, bytes.size() - header_bytes - checksum_bytes);
  if (bytes[2] == flag_zstd)
    return decompress(stored, length);
  if (stored.size() != length)
    return store_error{"it has another length than it says"};
  return std::string{stored};
}

} // namespace murmuration
