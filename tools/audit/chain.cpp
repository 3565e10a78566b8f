#include "tools/audit/chain.hpp"

#include <algorithm>
#include <string>

#include "tools/audit/difference.hpp"

namespace murmuration::audit {

namespace {

std::string text_of(const position& x) {
  auto at = std::to_string(x.next.value);
  if (x.gen.value > 0)
    at += " of generation " + std::to_string(x.gen.value);
  return at;
}

/// How many of the links below `kept` do not lead to it.
std::size_t beside(const std::vector<link>& below, position kept) {
  auto want = kept;
  auto i = below.size();
  // Redirects and deltas alike end where the next one starts.
  while (i > 0 && below[i - 1].end == want)
    want = below[--i].start;
  return i;
}

} // namespace

chain check_chain(const origin& begins, const std::optional<position>& kept,
                  const std::vector<partition_state>& announced,
                  const std::vector<link>& all) {
  const auto where = to_string(begins.source);
  chain out;
  out.source = begins.source;
  auto at = kept ? std::max(*kept, begins.at) : begins.at;
  auto first = std::find_if(all.begin(), all.end(),
                            [&](const link& x) { return x.start >= at; });
  std::vector<link> below{all.begin(), first};
  if (!kept && !below.empty())
    throw difference{where, below.front().start, "a delta below the origin",
                     "a delta", "none below " + text_of(at)};
  out.left_over = beside(below, at);
  std::vector<link> on{
      below.begin() + static_cast<std::ptrdiff_t>(out.left_over), below.end()};
  std::vector<position> ends{at};
  for (const auto& one : on)
    ends.push_back(one.end);
  for (auto i = first; i != all.end(); ++i) {
    if (i->start < at)
      throw difference{where, i->start, "a delta beside the chain",
                       "a delta from " + text_of(i->start) + " to "
                           + text_of(i->end),
                       "none: the chain has one that ends at " + text_of(at)};
    if (i->start > at)
      throw difference{where, at, "a hole in the chain",
                       "no delta from here to " + text_of(i->start),
                       "a delta for each record"};
    at = i->end;
    ends.push_back(at);
    on.push_back(*i);
  }
  out.end = at;
  auto current = begins.at;
  for (const auto& one : announced) {
    if (one.at > out.end
        || (one.at >= ends.front()
            && std::find(ends.begin(), ends.end(), one.at) == ends.end()))
      throw difference{
          where, one.at, "where a snapshot stands", text_of(one.at),
          "the end of a delta; the chain ends at " + text_of(out.end)};
    if (one.origin.gen > current.gen)
      current = one.origin;
  }
  for (const auto& one : on)
    if (one.moved && one.end.gen > current.gen)
      current = one.end;
  out.origin = current;
  out.has_former = current.gen > begins.at.gen;
  for (auto& one : on)
    if (!one.moved && one.start.gen == current.gen)
      out.links.push_back(one);
  out.first = out.links.empty() ? out.end : out.links.front().start;
  return out;
}

} // namespace murmuration::audit
