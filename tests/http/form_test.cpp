#include <boost/test/unit_test.hpp>

#include <iostream>
#include <random>

#include "http/form.hpp"
#include "http/written_list.hpp"

namespace murmuration::http {

namespace {

using texts = std::vector<std::string>;

constexpr std::string_view urlencoded = "application/x-www-form-urlencoded";

std::string field(std::string_view type, std::string_view body,
                  std::string_view name) {
  auto fields = read_form(type, body);
  if (!fields)
    return "no form";
  const auto* found = fields->find(name);
  return found ? *found : "no field";
}

} // namespace

BOOST_AUTO_TEST_SUITE(forms)

BOOST_AUTO_TEST_CASE(an_encoded_form_is_decoded_as_browsers_write_it) {
  BOOST_TEST(field(urlencoded, "a=1+2&b=%3D%26&a=3", "a") == "1 2");
  BOOST_TEST(field(urlencoded, "a=1&b=%3d%26", "b") == "=&");
  BOOST_TEST(field(urlencoded, "a=100%&b=%4", "a") == "100%");
  BOOST_TEST(field(urlencoded, "a=100%&b=%4", "b") == "%4");
  BOOST_TEST(field(urlencoded, "a&=b", "a") == "");
  BOOST_TEST(field(urlencoded, "", "a") == "no field");
  BOOST_TEST(
      field("Application/X-WWW-form-urlencoded; charset=UTF-8", "a=1", "a")
      == "1");
  BOOST_TEST(field("text/plain", "a=1", "a") == "no form");
}

BOOST_AUTO_TEST_CASE(a_multipart_form_ends_with_its_last_boundary) {
  auto type = "multipart/form-data; charset=utf-8; boundary=\"b 1\"";
  std::string part = "\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n";
  BOOST_TEST(field(type, "--b 1" + part + "1\r\n--b 1--", "x") == "1");
  BOOST_TEST(
      field(type, "before\r\n--b 1" + part + "1\r\n2\r\n--b 1--\r\n", "x")
      == "1\r\n2");
  BOOST_TEST(field(type, "--b 1" + part + "\r\n--b 1--", "x") == "");
  BOOST_TEST(field(type, "--b 1" + part + "1", "x") == "no form");
  BOOST_TEST(field(type, "--b 1", "x") == "no form");
  BOOST_TEST(field(type, "", "x") == "no form");
  BOOST_TEST(field(type, "--b 1\r\n\r\n1\r\n--b 1--", "x") == "no field");
}

BOOST_AUTO_TEST_CASE(texts_are_read_as_either_language_writes_them) {
  BOOST_TEST((*read_text_list(R"(['#a', "it's", u'b', ])")
              == texts{"#a", "it's", "b"}));
  BOOST_TEST(
      (*read_text_list(R"(["\ud83d\ude00\u00e9\n\/"])") == texts{"😀é\n/"}));
  BOOST_TEST(
      (*read_text_list(R"(['\U0001F600\xe9\'\\\351'])") == texts{"😀é'\\é"}));
  BOOST_TEST(read_text_list(" [ ] ")->empty());
  for (const auto* wrong :
       {"", "[", "['a'", "['a", "['a' 'b']", "['a'] x", "[,]", "['a',,'b']",
        "a", "['\\ud83d']", "['\\ude00']", "['\\q']", "['\\u12']",
        "['\\U00110000']", "[b'a']", "['a\nb']", "('a',)", "['\\"})
    BOOST_TEST(!read_text_list(wrong), wrong);
}

BOOST_AUTO_TEST_CASE(numbers_keep_their_spelling) {
  BOOST_TEST((*read_number_list("[3, -2.50, 0, 1e-05 ,18446744073709551616]")
              == texts{"3", "-2.50", "0", "1e-05", "18446744073709551616"}));
  for (const auto* wrong :
       {"3", "[03]", "[+3]", "[.5]", "[5.]", "[1e]", "[nan]", "[inf]", "[True]",
        "[1e999]", "[0x3]", "['3']", "[3 2]", "[--3]", "[-]"})
    BOOST_TEST(!read_number_list(wrong), wrong);
}

BOOST_AUTO_TEST_CASE(whatever_is_posted_ends_in_an_answer) {
  auto seed = std::random_device{}();
  std::cout << "forms: seed " << seed << '\n';
  std::mt19937 random{seed};
  constexpr std::string_view pieces[] = {
      "--b", "\r\n", "\r\n\r\n", "--",
      "[",   "]",    "'",        "\"",
      "\\",  "u",    "\\u12",    "\xff",
      ",",   "1",    "e",        "-",
      "%",   "=",    "&",        "Content-Disposition: form-data; name=\"a\"",
      ";",   "a"};
  for (int i = 0; i < 5000; ++i) {
    std::string text;
    for (auto n = random() % 16; n > 0; --n)
      text += pieces[random() % std::size(pieces)];
    auto fields = read_form("multipart/form-data; boundary=b", text);
    read_form("multipart/form-data; " + text, text);
    read_form(urlencoded, text);
    read_text_list("[" + text + "]");
    read_number_list("[" + text + "]");
    if (fields)
      for (const auto& [name, value] : fields->fields)
        BOOST_REQUIRE(text.find(value) != text.npos);
  }
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
