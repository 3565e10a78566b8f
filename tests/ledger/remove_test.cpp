#include <boost/test/unit_test.hpp>

#include "tests/ledger/book.hpp"

using namespace murmuration;
using namespace murmuration::test;

namespace {

/// A chain of two partitions, ten records a delta, and snapshots at 20, 40 and
/// so on: the n-th stands at 20 n.
void grow(book& in, std::uint64_t snapshots) {
  for (std::uint64_t n = 1; n <= snapshots; ++n) {
    auto end = static_cast<std::int64_t>(20 * n);
    for (const auto& source : {tweets_0, tweets_1})
      for (auto start : {end - 20, end - 10})
        in.append(counting(start, start + 10), at(start), source);
    in.write(in.draft(
        n, {standing(tweets_0, at(end)), standing(tweets_1, at(end))}, n));
  }
}

std::size_t removed_by(book& from, std::size_t rows_max = 1000) {
  auto answer = from.entries.remove_old(rows_max);
  if (!answer)
    throw std::runtime_error(answer.error().what);
  return answer->rows;
}

} // namespace

BOOST_AUTO_TEST_SUITE(ledger_remove)

BOOST_AUTO_TEST_CASE(nothing_is_deleted_before_the_second_snapshot) {
  book mine;
  BOOST_TEST(removed_by(mine) == 0u);
  grow(mine, 1);
  BOOST_TEST(removed_by(mine) == 0u);
}

BOOST_AUTO_TEST_CASE(what_the_newest_but_one_covers_is_deleted_and_no_more) {
  book mine;
  mine.entries.found({});
  mine.entries.add_origin({tweets_1, at(0)});
  grow(mine, 3);
  // Four deltas of the first two snapshots in each partition, and one chunk.
  BOOST_TEST(removed_by(mine) == 9u);
  BOOST_TEST(!mine.has(keys::delta("job", tweets_0, at(30))));
  BOOST_TEST(mine.has(keys::delta("job", tweets_0, at(40))));
  BOOST_TEST(mine.has(keys::delta("job", tweets_1, at(40))));
  BOOST_TEST(!mine.has(keys::chunk("job", 1, 1, 0)));
  BOOST_TEST(mine.has(keys::chunk("job", 2, 2, 0)));
  for (auto number : {1, 2, 3})
    BOOST_TEST(mine.has(keys::pointer("job", number)));
  BOOST_TEST(mine.has(keys::genesis("job")));
  BOOST_TEST(mine.has(keys::origin("job", tweets_1)));
  BOOST_TEST(removed_by(mine) == 0u);
}

BOOST_AUTO_TEST_CASE(a_call_deletes_no_more_rows_than_it_may) {
  book mine;
  grow(mine, 3);
  std::size_t calls = 0;
  std::size_t rows = 0;
  for (auto more = true; more; ++calls) {
    auto answer = mine.entries.remove_old(2);
    BOOST_REQUIRE(answer);
    BOOST_TEST(answer->rows <= 2u);
    rows += answer->rows;
    more = answer->more;
    BOOST_REQUIRE(calls < 20u);
  }
  BOOST_TEST(rows == 9u);
}

BOOST_AUTO_TEST_CASE(older_generations_go_as_a_whole) {
  book mine;
  grow(mine, 1);
  // The new generation begins far below the end of the old one.
  mine.append(counting(20, 30), at(20));
  mine.append(counting(0, 10, 9), at(0, 1));
  for (std::uint64_t n : {2, 3})
    mine.write(mine.draft(
        n, {standing(tweets_0, at(5, 1)), standing(tweets_1, at(20))}, n));
  removed_by(mine);
  BOOST_TEST(!mine.has(keys::delta("job", tweets_0, at(0))));
  BOOST_TEST(!mine.has(keys::delta("job", tweets_0, at(20))));
  BOOST_TEST(!mine.has(keys::delta("job", tweets_0, at(0, 1))));
  BOOST_TEST(mine.size(keys::deltas("job")) == 0u);
}

BOOST_AUTO_TEST_CASE(a_failed_deletion_is_an_error_and_can_be_repeated) {
  book mine;
  grow(mine, 3);
  auto calls = 0;
  mine.when = [&](const store_call& c) {
    return c.writes && ++calls == 3 ? fate::refused : fate::acknowledged;
  };
  BOOST_TEST(!mine.entries.remove_old(100));
  BOOST_TEST(removed_by(mine) == 7u);
}

// -- what each rule is for
// ------------------------------------------------------

namespace {

/// The pointer's write fails after the chunks. Is the chain still whole from
/// the newest announced snapshot on?
bool loses_deltas(protocol_rules rules) {
  book mine{std::make_shared<memory_cells>(), rules};
  mine.append(counting(0, 10));
  mine.when = [](const store_call& c) {
    return is_pointer(c) && c.writes ? fate::refused : fate::acknowledged;
  };
  mine.write(mine.draft(1, {standing(tweets_0, at(10))}));
  mine.when = {};
  removed_by(mine);
  return mine.follow(at(0)).deltas.empty();
}

/// A newer snapshot is announced while one is loaded, and the deletion runs.
/// Is the loading disturbed?
bool disturbs_a_loader(protocol_rules rules) {
  auto cells = std::make_shared<memory_cells>();
  book writer{cells, rules};
  grow(writer, 1);
  book loader{cells};
  auto chunks_read = 0;
  auto chunk = [&](const store_call& c) {
    auto is = c.key.substr(0, 6) == "job|s|";
    chunks_read += is;
    return is;
  };
  loader.when =
      [&,
       once = before(chunk, [&] {
         writer.write(writer.draft(
             2, {standing(tweets_0, at(20)), standing(tweets_1, at(20))}, 2));
         removed_by(writer);
       })](const store_call& c) mutable {
        return once(c);
      };
  auto read = loader.entries.load_snapshot();
  BOOST_REQUIRE(read);
  return (**read).announced.number != 1;
}

/// Somebody knows an old pointer. Does it still find the newest?
bool hides_the_newest(protocol_rules rules) {
  auto cells = std::make_shared<memory_cells>();
  book writer{cells, rules};
  grow(writer, 1);
  book other{cells};
  (void)other.entries.newest_pointer();
  for (std::uint64_t n = 2; n <= 4; ++n)
    writer.write(writer.draft(
        n, {standing(tweets_0, at(20)), standing(tweets_1, at(20))}, n));
  removed_by(writer);
  return (**other.entries.newest_pointer()).number != 4;
}

} // namespace

BOOST_AUTO_TEST_CASE(deleting_before_the_pointer_is_confirmed_loses_deltas) {
  BOOST_TEST(!loses_deltas({}));
  BOOST_TEST(loses_deltas({.reread_before_delete = false}));
}

BOOST_AUTO_TEST_CASE(deleting_up_to_the_newest_snapshot_disturbs_a_loader) {
  BOOST_TEST(!disturbs_a_loader({}));
  BOOST_TEST(disturbs_a_loader({.one_snapshot_late = false}));
}

BOOST_AUTO_TEST_CASE(deleting_pointers_hides_the_newest) {
  BOOST_TEST(!hides_the_newest({}));
  BOOST_TEST(hides_the_newest({.keep_pointers = false}));
}

BOOST_AUTO_TEST_CASE(a_snapshot_that_loses_chunks_each_time_is_an_error) {
  book mine;
  grow(mine, 1);
  mine.store.erase(keys::chunk("job", 1, 1, 0));
  auto answer = mine.entries.load_snapshot();
  BOOST_REQUIRE(!answer);
  BOOST_TEST(answer.error().what
             == "snapshot 1 of job 'job' lost a chunk while it was read, 8 "
                "times in a row");
}

BOOST_AUTO_TEST_SUITE_END()
