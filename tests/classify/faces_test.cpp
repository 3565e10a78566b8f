#include "runtime/classify/faces.hpp"

#include <boost/test/unit_test.hpp>

namespace murmuration {
namespace {

/// Name and length; "-" when there is none.
std::string read(std::string_view text, bool alone = true) {
  auto found = face_at(text.data(), text.data() + text.size(), alone);
  if (found.name.empty())
    return "-";
  return std::string{found.name} + " "
         + std::to_string(found.end - text.data());
}

BOOST_AUTO_TEST_SUITE(faces)

BOOST_AUTO_TEST_CASE(eyes_nose_and_mouth_make_a_face) {
  BOOST_TEST(read(":)") == "smile 2");
  BOOST_TEST(read(":-) x") == "smile 3");
  BOOST_TEST(read("=]") == "smile 2");
  BOOST_TEST(read(":(((") == "frown 4");
  BOOST_TEST(read(":D ") == "laugh 2");
  BOOST_TEST(read(";)") == "wink 2");
  BOOST_TEST(read(":'(") == "tears 3");
  BOOST_TEST(read(":o)") == "smile 3");
  BOOST_TEST(read(":o") == "gasp 2");
}

BOOST_AUTO_TEST_CASE(a_word_or_a_link_is_no_mouth) {
  for (auto text : {":Double", ":p1", "://t.co", ":x2", ":", ";", "= 3", ":-",
                    ":'", ":/path"})
    BOOST_TEST(read(text) == "-", text);
}

BOOST_AUTO_TEST_CASE(a_face_may_be_turned_when_it_stands_alone) {
  BOOST_TEST(read("(:") == "smile 2");
  BOOST_TEST(read("): ok") == "frown 2");
  BOOST_TEST(read("):", false) == "-");
  BOOST_TEST(read("(:x") == "-");
  BOOST_TEST(read("(") == "-");
}

BOOST_AUTO_TEST_CASE(eyes_may_be_closed) {
  BOOST_TEST(read("-_-") == "annoyed 3");
  BOOST_TEST(read("^_^") == "beaming 3");
  BOOST_TEST(read("^^") == "beaming 2");
  for (auto text : {"--", "-", "-_", "^", "-____________-"})
    BOOST_TEST(read(text) == "-", text);
}

BOOST_AUTO_TEST_CASE(hearts_are_whole_or_broken) {
  BOOST_TEST(read("<3") == "heart 2");
  BOOST_TEST(read("</3") == "broken heart 3");
  for (auto text : {"<", "</", "< 3", "<b>"})
    BOOST_TEST(read(text) == "-", text);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration
