/// Every call is answered, whatever happens to where the letters go.
#include "actors/letter_writer.hpp"

#include <boost/test/unit_test.hpp>

#include "runtime/letters/memory/memory_letters.hpp"
#include "tests/actors/extras.hpp"

namespace murmuration::test {

namespace {

struct scene : stage {
  scene() {
    auto sink = std::make_shared<memory_letters>(box, [this](bool) {
      return down ? letter_fate::refused : letter_fate::acknowledged;
    });
    subject = keep(system.spawn(letter_writer, sink));
    aggregator = noting_aggregator(*this, seen);
  }

  void ask(std::uint64_t number) {
    auto page = std::make_shared<letter_page>();
    page->letters.push_back({{3}, malformed_reason::bad_json, {}, "{", 1, -1});
    auto call = std::make_shared<letters_call>();
    call->number = number;
    call->source = {"tweets", {0}};
    call->pages = {page};
    caf::anon_send(subject, letters_call_ptr{call}, aggregator);
    run();
  }

  bool down = false;
  std::shared_ptr<memory_letter_box> box =
      std::make_shared<memory_letter_box>();
  letter_writer_actor subject;
  aggregator_actor aggregator;
  aggregator_notes seen;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(writing_letters, scene)

BOOST_AUTO_TEST_CASE(a_call_is_answered_when_its_letters_are_there) {
  ask(5);
  BOOST_REQUIRE(seen.letters.size() == 1);
  BOOST_TEST(seen.letters[0]->number == 5);
  BOOST_TEST(seen.letters[0]->error.empty());
  BOOST_TEST(seen.letters[0]->written == 1);
  BOOST_TEST(box->entries.size() == 1);
}

BOOST_AUTO_TEST_CASE(a_call_is_answered_also_when_they_cannot_be_written) {
  down = true;
  ask(5);
  BOOST_REQUIRE(seen.letters.size() == 1);
  BOOST_TEST(!seen.letters[0]->error.empty());
  down = false;
  ask(6);
  BOOST_TEST(seen.letters[1]->error.empty());
  BOOST_TEST(box->entries.size() == 1);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
