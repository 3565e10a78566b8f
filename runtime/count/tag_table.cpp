#include "runtime/count/tag_table.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>

#include "runtime/count/bytes_hash.hpp"

namespace murmuration {

namespace {

[[noreturn]] void broken(const char* what, std::string_view tag) {
  throw std::logic_error("tag_table: " + std::string{what} + " of tag \""
                         + std::string{tag.substr(0, 64)} + "\"");
}

} // namespace

tag_table::tag_table(std::size_t top_k)
  : names_(std::make_shared<arena>())
  , top_(top_k) {}

spelling_id tag_table::intern(std::string_view key, std::string_view tag) {
  return intern(key, tag, bytes_hash(tag));
}

void tag_table::intern(std::span<const tag_use> uses,
                       std::vector<spelling_id>& to) {
  // Far enough ahead that memory answers in time, near enough to stay in the
  // cache; anything from 4 to 16 measures the same.
  constexpr std::size_t ahead = 8;
  hashes_.clear();
  for (const auto& x : uses) {
    hashes_.push_back(bytes_hash(x.tag));
    by_tag_.prefetch(hashes_.back());
  }
  auto peek = [this](std::uint32_t id) {
    return id == hash_index::none ? nullptr : &spellings_[id];
  };
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (i + 2 * ahead < uses.size()) {
      if (auto x = peek(by_tag_.guess(hashes_[i + 2 * ahead])))
        __builtin_prefetch(x);
      else // most likely new, and its key too
        by_key_.prefetch(hashes_[i + 2 * ahead]);
    }
    if (i + ahead < uses.size()) {
      if (auto x = peek(by_tag_.guess(hashes_[i + ahead]))) {
        __builtin_prefetch(x->bytes);
        __builtin_prefetch(&keys_[x->key]);
      }
    }
    to.push_back(intern(uses[i].key, uses[i].tag, hashes_[i]));
  }
}

spelling_id tag_table::intern(std::string_view key, std::string_view tag,
                              std::uint64_t tag_hash) {
  auto id = by_tag_.find(tag_hash, [&](std::uint32_t x) {
    const auto& known = spellings_[x];
    return tag_of(known) == tag && key_of(known) == key;
  });
  return {id != hash_index::none ? id : create(key, tag, tag_hash)};
}

std::uint32_t tag_table::find_key(std::string_view key,
                                  std::uint64_t hash) const {
  auto itself = by_tag_.find(hash, [&](std::uint32_t x) {
    const auto& known = spellings_[x];
    return !known.apart && key_of(known) == key;
  });
  return itself != hash_index::none ? spellings_[itself].key
                                    : find_other_key(key, hash);
}

std::uint32_t tag_table::find_other_key(std::string_view key,
                                        std::uint64_t hash) const {
  return by_key_.find(hash, [&](std::uint32_t x) { return name(x) == key; });
}

std::uint32_t tag_table::create(std::string_view key, std::string_view tag,
                                std::uint64_t tag_hash) {
  spelling x;
  auto apart = key != tag;
  auto size = key.size() + (apart ? tag.size() : 0);
  auto bytes = names_->reserve(size);
  if (!key.empty())
    std::memcpy(bytes, key.data(), key.size());
  if (apart && !tag.empty())
    std::memcpy(bytes + key.size(), tag.data(), tag.size());
  x.bytes = names_->commit(size).data();
  x.key_size = static_cast<std::uint32_t>(key.size()) & 0x7fffffff;
  x.apart = apart;
  x.tag_size = static_cast<std::uint32_t>(tag.size());

  auto id = spellings_.size();
  auto key_hash = apart ? bytes_hash(key) : tag_hash;
  x.key = apart ? find_key(key, key_hash) : find_other_key(key, key_hash);
  by_tag_.add(tag_hash, id);
  if (x.key == hash_index::none) {
    x.key = keys_.push_back({.live = 0, .shown = id, .place = 0, .stale = 0});
    if (apart)
      by_key_.add(key_hash, x.key);
    x.next = id;
  } else {
    auto& first = spellings_[keys_[x.key].shown];
    x.next = first.next;
    first.next = id;
  }
  return spellings_.push_back(x);
}

std::string_view tag_table::key(spelling_id id) const {
  return key_of(spellings_[id.value]);
}

std::string_view tag_table::tag(spelling_id id) const {
  return tag_of(spellings_[id.value]);
}

void tag_table::add(spelling_id id, std::uint64_t n) {
  raise(spellings_[id.value], id.value, n);
}

void tag_table::add_durable(spelling_id id, std::uint64_t n) {
  auto& x = spellings_[id.value];
  add_to_durable(x, id.value, n);
  raise(x, id.value, n);
}

void tag_table::raise(spelling& x, std::uint32_t id, std::uint64_t n) {
  if (n == 0)
    return;
  x.live += n;
  auto& key = keys_[x.key];
  distinct_ += key.live == 0;
  key.live += n;
  if (!key.stale && key.shown != id && better(id, key.shown))
    key.shown = id;
  if (!top_stale_)
    top_.rise(*this, x.key, key.live);
}

void tag_table::subtract(spelling_id id, std::uint64_t n) {
  if (n == 0)
    return;
  auto& x = spellings_[id.value];
  if (x.live - x.durable < n)
    broken("a rewind takes more than the open count", tag_of(x));
  x.live -= n;
  auto& key = keys_[x.key];
  key.live -= n;
  distinct_ -= key.live == 0;
  // The others are compared when somebody asks: a key with a million spellings
  // must not cost a million steps for each of them.
  if (key.shown == id.value && x.next != id.value)
    key.stale = 1;
  if (key.place > 0)
    top_stale_ = true;
}

void tag_table::settle(spelling_id id, std::uint64_t n) {
  auto& x = spellings_[id.value];
  if (x.live - x.durable < n)
    broken("more becomes durable than was counted", tag_of(x));
  add_to_durable(x, id.value, n);
}

void tag_table::add_to_durable(spelling& x, std::uint32_t id, std::uint64_t n) {
  x.durable += n;
  if (id >= frozen_next_ && id < frozen_end_ && n > 0)
    since_freeze_.add(id, n);
}

void tag_table::freeze() {
  frozen_next_ = 0;
  frozen_end_ = spellings_.size();
  since_freeze_.clear();
}

tag_rows tag_table::next_frozen(std::uint32_t n) {
  tag_rows result{names_, {}};
  auto end = frozen_next_ + std::min(n, frozen_end_ - frozen_next_);
  result.rows.reserve(end - frozen_next_);
  for (; frozen_next_ < end; ++frozen_next_) {
    const auto& x = spellings_[frozen_next_];
    auto since = since_freeze_.size() > 0 ? since_freeze_.at(frozen_next_) : 0;
    result.rows.push_back({key_of(x), tag_of(x), x.durable - since, x.key});
  }
  if (!frozen())
    since_freeze_.clear();
  return result;
}

bool tag_table::better(std::uint32_t x, std::uint32_t y) const {
  const auto& a = spellings_[x];
  const auto& b = spellings_[y];
  if (a.live != b.live)
    return a.live > b.live;
  return tag_of(a) < tag_of(b);
}

std::uint32_t tag_table::shown(const key_entry& key) const {
  auto best = key.shown;
  if (!key.stale)
    return best;
  for (auto i = spellings_[best].next; i != key.shown; i = spellings_[i].next) {
    if (better(i, best))
      best = i;
  }
  return best;
}

std::optional<top_tag> tag_table::find(std::string_view key) const {
  auto id = find_key(key, bytes_hash(key));
  if (id == hash_index::none || keys_[id].live == 0)
    return std::nullopt;
  const auto& found = keys_[id];
  return top_tag{std::string{key},
                 std::string{tag_of(spellings_[shown(found)])}, found.live};
}

std::vector<top_tag> tag_table::top() {
  if (top_stale_) {
    std::vector<top_list::entry> all;
    all.reserve(distinct_);
    for (std::uint32_t i = 0; i < keys_.size(); ++i) {
      if (keys_[i].live > 0)
        all.push_back({keys_[i].live, i});
    }
    top_.rebuild(*this, std::move(all));
    top_stale_ = false;
  }
  std::vector<top_tag> result;
  result.reserve(top_.entries().size());
  for (const auto& x : top_.entries()) {
    auto& key = keys_[x.key];
    key.shown = shown(key);
    key.stale = 0;
    const auto& best = spellings_[key.shown];
    result.push_back(
        {std::string{key_of(best)}, std::string{tag_of(best)}, x.count});
  }
  return result;
}

tag_rows tag_table::durable_rows() const {
  tag_rows result{names_, {}};
  result.rows.reserve(spellings_.size());
  for (std::uint32_t i = 0; i < spellings_.size(); ++i) {
    const auto& x = spellings_[i];
    if (x.durable > 0)
      result.rows.push_back({key_of(x), tag_of(x), x.durable, x.key});
  }
  return result;
}

tag_rows tag_table::live_rows() const {
  tag_rows result{names_, {}};
  result.rows.reserve(distinct_);
  for (std::uint32_t i = 0; i < keys_.size(); ++i) {
    if (keys_[i].live == 0)
      continue;
    const auto& x = spellings_[shown(keys_[i])];
    result.rows.push_back({key_of(x), tag_of(x), keys_[i].live, i});
  }
  return result;
}

void tag_table::clear() {
  spellings_.clear();
  keys_.clear();
  by_tag_.clear();
  by_key_.clear();
  names_ = std::make_shared<arena>();
  top_.clear();
  top_stale_ = false;
  distinct_ = 0;
  frozen_next_ = frozen_end_ = 0;
  since_freeze_.clear();
}

std::size_t tag_table::bytes() const {
  return spellings_.bytes() + keys_.bytes() + by_tag_.bytes() + by_key_.bytes()
         + names_->bytes();
}

} // namespace murmuration
