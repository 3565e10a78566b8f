#include "tools/ledger/json.hpp"

#include "messages/names.hpp"
#include "tools/ledger/json_out.hpp"

namespace murmuration::tools {

namespace {

void put_source(json_out& out, const topic_partition& x) {
  out.member("topic", x.topic);
  out.member("partition", x.partition.value);
}

void put(json_out& out, const position& x) {
  out.object([&] {
    out.member("generation", x.gen.value);
    out.member("offset", x.next.value);
  });
}

void put(json_out& out, const std::optional<fingerprint>& x) {
  if (!x)
    return out.null();
  out.object([&] {
    out.member("at", x->at.value);
    out.key("hash").hex(x->hash);
    out.member("timestamp_ms", x->timestamp_ms);
  });
}

void put_totals(json_out& out, const totals& x) {
  out.key("tally").object([&] {
    out.member("records", x.outcomes.records());
    out.member("counted", x.outcomes.counted);
    out.member("filtered", x.outcomes.filtered);
    out.member("skipped", x.outcomes.skipped);
    out.member("malformed", x.outcomes.malformed);
    out.member("duplicate", x.outcomes.duplicate);
  });
  out.key("sentiment").object([&] {
    for (std::size_t i = 0; i < x.sentiments.size(); ++i)
      out.member(name_of(static_cast<sentiment>(i)), x.sentiments[i]);
  });
  out.member("holes", x.holes);
  out.key("gaps").array(x.gaps, [&](const gap& one) {
    out.object([&] {
      out.member("from", one.from.value);
      out.member("to", one.to.value);
    });
  });
}

void put_tag(json_out& out, const tag_count& x) {
  out.object([&] {
    out.member("key", x.key);
    out.member("tag", x.tag);
    out.member("count", x.count);
  });
}

void put_second(json_out& out, const second_count& x) {
  out.object([&] {
    out.member("second", x.second);
    out.member("tweets", x.tweets);
    out.member("positive", x.positive);
    out.member("negative", x.negative);
    out.member("neutral", x.neutral);
  });
}

void put_words(json_out& out, const second_words& x) {
  out.object([&] {
    out.member("second", x.second);
    out.member("cut", x.cut);
    out.key("words").array(x.words, [&](counted_word one) {
      out.object([&] {
        out.member("word", one.word);
        out.member("count", one.count);
      });
    });
  });
}

void put_tweet(json_out& out, const recent_tweet& x) {
  out.object([&] {
    out.member("id", x.id);
    out.member("author", x.author);
    out.member("created_at", x.created_at);
    out.member("text", x.text);
    out.member("lang", x.lang);
    out.member("sentiment", name_of(x.label));
    out.member("event_ms", x.event_ms);
  });
}

void put_partition(json_out& out, const partition_state& x) {
  out.object([&] {
    out.member("type", "partition");
    put_source(out, x.source);
    put(out.key("origin"), x.origin);
    put(out.key("position"), x.at);
    put_totals(out, x.sums);
    out.key("earlier_generations").object([&] { put_totals(out, x.before); });
    put(out.key("last"), x.last);
    out.member("owner", x.owner);
  });
}

} // namespace

std::string to_json(const topic_partition& source, generation gen,
                    const delta& x) {
  json_out out;
  out.object([&] {
    out.member("type", "delta");
    put_source(out, source);
    out.member("generation", gen.value);
    out.member("start", x.start.value);
    out.member("end", x.end.value);
    out.key("moved");
    if (x.moved)
      put(out, x.moved->to);
    else
      out.null();
    out.key("nonce").hex(x.nonce);
    out.key("rules").hex(x.rules);
    out.member("writer", x.writer);
    out.member("written_ms", x.written_ms);
    put_totals(out, x.sums);
    put(out.key("last"), x.last);
    out.key("tags").array(x.tags, [&](const auto& i) { put_tag(out, i); });
    out.key("seconds").array(x.seconds,
                             [&](const auto& i) { put_second(out, i); });
    out.key("words").array(x.words, [&](const auto& i) { put_words(out, i); });
    out.key("recent").array(x.recent,
                            [&](const auto& i) { put_tweet(out, i); });
    out.key("texts").array(x.texts, [&](const auto& i) { put_tweet(out, i); });
    out.key("deleted").array(x.deleted, [&](const auto& i) { out.value(i); });
  });
  return out.take();
}

std::string to_json(const partition_state& x) {
  json_out out;
  put_partition(out, x);
  return out.take();
}

std::string to_json(const std::string& job, const folded& x) {
  json_out out;
  out.object([&] {
    out.member("type", "job");
    out.member("job", job);
    if (x.born) {
      out.key("rules").hex(x.born->rules);
      out.member("born_ms", x.born->written_ms);
      out.member("founder", x.born->writer);
    }
    out.key("snapshot");
    if (x.newest)
      out.object([&] {
        out.member("number", x.newest->number);
        out.key("id").hex(x.newest->id);
        out.member("chunks", x.newest->chunks);
        out.member("bytes", x.newest->bytes);
        out.member("writer", x.newest->writer);
        out.member("written_ms", x.newest->written_ms);
      });
    else
      out.null();
    out.member("deltas_behind_snapshot", x.deltas);
    out.key("partitions").array(x.partitions, [&](const auto& i) {
      put_partition(out, i);
    });
  });
  return out.take();
}

std::string tag_json(const std::string& key,
                     const std::map<std::string, std::uint64_t>& spellings) {
  std::uint64_t count = 0;
  auto shown = spellings.begin();
  for (auto i = spellings.begin(); i != spellings.end(); ++i) {
    count += i->second;
    if (i->second > shown->second)
      shown = i;
  }
  json_out out;
  out.object([&] {
    out.member("type", "tag");
    out.member("key", key);
    out.member("tag", shown == spellings.end() ? key : shown->first);
    out.member("count", count);
    out.key("spellings").object([&] {
      for (const auto& [tag, n] : spellings)
        out.member(tag, n);
    });
  });
  return out.take();
}

} // namespace murmuration::tools
