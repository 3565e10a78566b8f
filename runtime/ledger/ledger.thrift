/**
 * The cells of the ledger, in Thrift's compact protocol, so that a few lines
 * of Python or Java can read them. The envelope around the bytes (version,
 * zstd, checksum) is told in envelope.hpp; keys in keys.hpp.
 *
 * Fields are only ever added, with new numbers; a number is never used again.
 */
namespace cpp murmuration.wire
namespace py murmuration_ledger
namespace java murmuration.ledger

struct Tally {
  1: i64 counted
  2: i64 filtered
  3: i64 skipped
  4: i64 malformed
  5: i64 duplicate
}

/** Records [from, to) that retention took before they were read. */
struct Gap {
  1: i64 from_offset
  2: i64 to_offset
}

/** The last record taken: xxHash3-64 of key and value; time -1: none. */
struct Fingerprint {
  1: i64 at
  2: i64 hash
  3: i64 timestamp_ms
}

struct Totals {
  1: Tally outcomes
  2: i64 positive
  3: i64 negative
  4: i64 neutral
  5: i64 none
  6: i64 holes
  7: list<Gap> gaps
}

/**
 * One spelling of a tag a row, by key, then tag; `key` is empty where it equals
 * `tag`. Columns, because a list of structs costs a byte a field.
 */
struct Tags {
  1: list<string> tag
  2: list<i64> count
  3: list<string> key
}

struct Seconds {
  1: list<i64> second
  2: list<i64> tweets
  3: list<i64> positive
  4: list<i64> negative
  5: list<i64> neutral
}

struct WordsOfSecond {
  1: i64 second
  2: bool cut
  3: list<string> words
  4: list<i64> counts
}

struct RecentTweet {
  1: string id
  2: string author
  3: string created_at
  4: string text
  5: string lang
  6: i32 label
  7: i64 event_ms
}

struct Position {
  1: i32 generation
  2: i64 next_offset
}

/**
 * How often tags were used in seconds of event time. `rows` tells how many of
 * `row` and `count` belong to each second; a second may be there twice, its
 * counts add up. A row is the place, from 0, of the first spelling of the key
 * in the tags of the same cell; in chunks, of the whole snapshot.
 */
struct TagSeconds {
  1: list<i64> second
  2: list<i32> rows
  3: list<i32> row
  4: list<i64> count
}

/**
 * Who used which tags in minutes (Unix time / 60), each pair once a minute; in
 * columns as above. An author is the low 32 bits of xxHash3-64 of the tweet's
 * author, or, without one, of # and the record's offset in decimal digits.
 */
struct TagAuthors {
  1: list<i64> minute
  2: list<i32> rows
  3: list<i32> row
  4: list<i32> author
}

/**
 * What a snapshot's lists do not hold: all up to these seconds (-1: nothing is
 * missing), and, of a second, this many uses of any one tag at most.
 */
struct ListLoss {
  1: i64 seconds_to
  2: i64 authors_to
  3: list<i64> second
  4: list<i64> most
}

struct Delta {
  1: i64 nonce
  2: i64 start_offset
  3: i64 end_offset
  4: Totals sums
  5: Tags tags
  6: Seconds seconds
  7: list<WordsOfSecond> words
  8: list<RecentTweet> recent
  9: optional Fingerprint last
  10: optional Position moved
  11: i64 rules
  12: string writer
  13: i64 written_ms
  /** Newest in a covered language, each with its top-level text. */
  14: optional list<RecentTweet> texts
  /** Ids of tweets that were taken back, ascending. */
  15: optional list<string> deleted
  /** Absent: windows, or trends, were switched off. */
  16: optional TagSeconds tag_seconds
  17: optional TagAuthors tag_authors
}

struct Origin {
  1: string topic
  2: i32 partition
  3: Position at
}

/** Written once a job: where it began, and by which rules. */
struct Genesis {
  1: i64 nonce
  2: list<Origin> origins
  3: i64 rules
  4: string writer
  5: i64 written_ms
}

/**
 * What a snapshot says of one partition: the totals of its generation, and
 * those of the generations before it.
 */
struct PartitionState {
  1: string topic
  2: i32 partition
  3: Position origin
  4: Position at
  5: Totals sums
  6: optional Fingerprint last
  7: string owner
  8: Totals before
}

/** Announces a snapshot: all its chunks are durable. */
struct Pointer {
  1: i64 number
  2: i64 id
  3: i32 chunks
  4: list<PartitionState> partitions
  5: i64 bytes
  6: string writer
  7: i64 written_ms
}

/** A part of a snapshot; a snapshot is all its chunks, in order. */
struct Chunk {
  1: Tags tags
  2: Seconds seconds
  3: Seconds minutes
  4: list<WordsOfSecond> words
  5: list<RecentTweet> recent
  6: optional list<string> deleted
  /** Of the last day; absent as in deltas. */
  7: optional TagSeconds tag_seconds
  /** Of the last six hours. */
  8: optional TagAuthors tag_authors
  9: optional ListLoss lost
}

struct Partition {
  1: string topic
  2: i32 partition
}

/** Who counts which partitions now; rewritten while it lives. */
struct Hold {
  1: string instance
  2: list<Partition> partitions
  3: i64 written_ms
}
