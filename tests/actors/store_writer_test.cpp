/// Every call is answered, whatever happens to the store.
#include "actors/store_writer.hpp"

#include <boost/test/unit_test.hpp>

#include "runtime/ledger/codec.hpp"
#include "runtime/store/memory/memory_store.hpp"
#include "tests/actors/extras.hpp"

namespace murmuration::test {

namespace {

const topic_partition tweets_0{"tweets", {0}};

std::shared_ptr<const delta> delta_of(std::uint64_t nonce) {
  delta content;
  content.nonce = nonce;
  content.start = {0};
  content.end = {5};
  return std::make_shared<const delta>(std::move(content));
}

struct scene : stage {
  scene() {
    auto store =
        std::make_shared<memory_store>(cells, [this](const store_call&) {
          ++calls;
          return down ? fate::refused : fate::acknowledged;
        });
    subject = keep(system.spawn(store_writer, store, std::string{"job"},
                                protocol_rules{}));
    aggregator = noting_aggregator(*this, seen);
  }

  template <class Call>
  void ask(Call call) {
    caf::anon_send(subject, std::make_shared<const Call>(std::move(call)),
                   aggregator);
    run();
  }
  void ask_all() {
    genesis mine;
    mine.nonce = 1;
    mine.origins = {{tweets_0, {{0}, {0}}}};
    ask(load_call{0, mine});
    ask(append_call{0, tweets_0, {0}, {{0}, {0}}, delta_of(7)});
    ask(follow_call{0, {{tweets_0, {0}, {{0}, {0}}}}, true});
    ask(origin_call{{{"tweets", {1}}, {{0}, {3}}}});
    snapshot_call snapshot;
    snapshot.announced.number = 1;
    snapshot.spell_out = [] {
      return snapshot_content{};
    };
    ask(std::move(snapshot));
    ask(remove_call{10});
  }

  const std::vector<std::string> all{
      "load", "append", "follow", "add_origin", "write_snapshot", "remove_old"};
  bool down = false;
  int calls = 0;
  std::shared_ptr<memory_cells> cells = std::make_shared<memory_cells>();
  store_writer_actor subject;
  aggregator_actor aggregator;
  aggregator_notes seen;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(writing, scene)

BOOST_AUTO_TEST_CASE(every_call_is_answered) {
  ask_all();
  BOOST_TEST(seen.answers == all, boost::test_tools::per_element());
  BOOST_TEST(seen.last_error.empty());
}

BOOST_AUTO_TEST_CASE(every_call_is_answered_also_when_the_store_is_down) {
  down = true;
  ask_all();
  BOOST_TEST(seen.answers == all, boost::test_tools::per_element());
  BOOST_TEST(!seen.last_error.empty());
}

BOOST_AUTO_TEST_CASE(a_lost_hold_is_nobodys_business) {
  down = true;
  caf::anon_send(subject, std::make_shared<const hold_call>(
                              hold_call{{"me", {tweets_0}, 0}}));
  run();
  BOOST_TEST(calls > 0);
  down = false;
  ask_all();
  BOOST_TEST(seen.answers.size() == all.size());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(writing_state)

BOOST_AUTO_TEST_CASE(an_answer_brings_back_what_the_call_was_made_in) {
  store_writer_state state;
  state.store = std::make_shared<memory_store>();
  state.book = std::make_unique<ledger>(*state.store, "job");
  auto answer =
      state.append(append_call{3, tweets_0, {4}, {{0}, {0}}, delta_of(7)});
  BOOST_TEST(answer.reload == 3);
  BOOST_TEST(answer.at_epoch.value == 4);
  BOOST_TEST(answer.nonce == 7);
  BOOST_TEST((answer.what == appended::mine));
  auto again =
      state.append(append_call{3, tweets_0, {4}, {{0}, {0}}, delta_of(8)});
  BOOST_TEST((again.what == appended::other));
}

BOOST_AUTO_TEST_CASE(a_job_is_founded_only_when_it_is_asked_for) {
  store_writer_state state;
  state.store = std::make_shared<memory_store>();
  state.book = std::make_unique<ledger>(*state.store, "job");
  BOOST_TEST(!state.load({}).found);
  genesis mine;
  mine.nonce = 5;
  BOOST_TEST(state.load({0, mine}).found->nonce == 5);
  mine.nonce = 6;
  BOOST_TEST(state.load({0, mine}).found->nonce == 5);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
