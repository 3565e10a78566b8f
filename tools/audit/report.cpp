#include "tools/audit/report.hpp"

#include <fmt/format.h>

#include "tools/ledger/json_out.hpp"

namespace murmuration::audit {

namespace {

std::string place_of(const difference& x) {
  if (!x.start)
    return x.where;
  auto out = fmt::format("{}, from offset {}", x.where, x.start->next.value);
  if (x.start->gen.value > 0)
    out += fmt::format(" of generation {}", x.start->gen.value);
  return out;
}

} // namespace

std::string as_text(const report& x) {
  auto out = fmt::format(
      "job '{}': {} records of {} partitions recounted in {:.1f} s ({:.0f} a "
      "second)\n  {} tweets, {} spellings of tags\n  {} deltas and {} "
      "snapshots compared{}\n",
      x.job, x.records, x.partitions, x.seconds,
      x.seconds > 0 ? static_cast<double>(x.records) / x.seconds : 0.0,
      x.tweets, x.tags, x.deltas, x.snapshots,
      x.served ? ", and what the engine serves" : "");
  for (const auto& note : x.notes)
    out += "  not compared: " + note + '\n';
  if (!x.found)
    return out + "all agree\n";
  const auto& at = *x.found;
  return out
         + fmt::format("DIFFERENCE at {}: {}\n  ledger:  {}\n  recount: {}\n",
                       place_of(at), at.what, at.ledger, at.recount);
}

std::string as_json(const report& x) {
  tools::json_out out;
  out.object([&] {
    out.member("agree", !x.found.has_value());
    out.member("job", x.job);
    out.member("partitions", x.partitions);
    out.member("records", x.records);
    out.member("tweets", x.tweets);
    out.member("spellings", x.tags);
    out.member("deltas", x.deltas);
    out.member("snapshots", x.snapshots);
    out.member("served", x.served);
    out.key("not_compared").array(x.notes, [&](const auto& note) {
      out.value(note);
    });
    if (x.found) {
      out.key("difference").object([&] {
        out.member("where", x.found->where);
        if (x.found->start) {
          out.member("generation", x.found->start->gen.value);
          out.member("start", x.found->start->next.value);
        }
        out.member("what", x.found->what);
        out.member("ledger", x.found->ledger);
        out.member("recount", x.found->recount);
      });
    }
  });
  return out.take() + '\n';
}

} // namespace murmuration::audit
