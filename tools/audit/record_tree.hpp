/// A record's value as a tree in one vector, parents before their members.
/// Both notations, JSON and Python's, make one. Reused from record to record.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace murmuration::audit {

/// "nested deeper than 1024" is malformed (interface.md, `too_deep`).
inline constexpr std::size_t depth_max = 1024;

struct node {
  enum class kind : std::uint8_t { other, number, text, object, list };
  kind what = kind::other;
  std::string_view name; ///< of a member; empty when it was written in escapes
  std::string_view text; ///< of a text or a number
  std::uint32_t end = 0; ///< behind the last node below it
};

class record_tree {
public:
  void clear() {
    nodes_.clear();
    open_.clear();
    name_ = {};
  }

  // -- building ---------------------------------------------------------------

  void name(std::string_view x) {
    name_ = x;
  }
  void leaf(node::kind what, std::string_view text = {}) {
    add(what, text);
  }
  /// False when this is too deep.
  bool open(node::kind what) {
    if (open_.size() == depth_max)
      return false;
    open_.push_back(static_cast<std::uint32_t>(nodes_.size()));
    add(what, {});
    return true;
  }
  void close() {
    nodes_[open_.back()].end = static_cast<std::uint32_t>(nodes_.size());
    open_.pop_back();
  }
  /// The innermost open one turns out to be a list.
  void becomes_list() {
    nodes_[open_.back()].what = node::kind::list;
  }
  /// The innermost open one, which has one element, turns out to be that.
  void unwrap() {
    auto at = nodes_.begin() + open_.back();
    auto name = at->name;
    open_.pop_back();
    for (at = nodes_.erase(at), at->name = name; at != nodes_.end(); ++at)
      --at->end;
  }

  // -- reading ----------------------------------------------------------------

  bool empty() const {
    return nodes_.empty();
  }
  const node& root() const {
    return nodes_.front();
  }
  /// The members or elements of `parent`, in the order of the record.
  template <class Each>
  void each(const node& parent, Each visit) const {
    auto at = static_cast<std::uint32_t>(&parent - nodes_.data()) + 1;
    for (; at < parent.end; at = nodes_[at].end)
      visit(nodes_[at]);
  }

private:
  void add(node::kind what, std::string_view text) {
    auto end = static_cast<std::uint32_t>(nodes_.size() + 1);
    nodes_.push_back({what, name_, text, end});
    name_ = {};
  }

  std::vector<node> nodes_;
  std::vector<std::uint32_t> open_;
  std::string_view name_;
};

} // namespace murmuration::audit
