// Records as Python prints a dict. What is right was asked of Python 3.11's
// ast.literal_eval and json.dumps.
#include <boost/test/unit_test.hpp>

#include "runtime/decode/python_text.hpp"
#include "tests/decode/decoding.hpp"

using namespace murmuration;
using namespace murmuration::test;

namespace {

/// A tweet whose text is the literal, decoded.
decoding with_text(std::string_view literal) {
  return decoding{"{'text': " + std::string{literal} + "}"};
}

/// What becomes of the value in a member that nobody reads.
decoding with_value(std::string_view value) {
  return decoding{"{'text': 'a', 'x': " + std::string{value} + "}"};
}

bool is_pythons_tweet(const decoding& x) {
  return x.fate.what == outcome::counted
         && x.fate.format == record_format::python;
}

std::string repeat(std::string_view part, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i)
    all += part;
  return all;
}

std::string json_of(std::string value) {
  python_text python{8};
  auto size = value.size();
  value.append(64, '"');
  auto reason = python.translate({value.data(), size});
  return reason == malformed_reason::none ? std::string{python.json()}
                                          : "broken";
}

} // namespace

BOOST_AUTO_TEST_SUITE(python_records)

BOOST_AUTO_TEST_CASE(a_printed_tweet_is_the_tweet) {
  decoding x{
      R"({'created_at': 'Mon Aug 17 03:07:53 +0000 2015', 'id': 7, 'text': )"
      R"("RT @x: it's…", 'user': {'screen_name': 'c', 'id': 5}, 'geo': None, )"
      R"('lang': 'en', 'retweeted_status': {'text': 'it\'s "long" #T', )"
      R"('truncated': True, 'entities': {'hashtags': [{'text': 'T', )"
      R"('indices': [12, 14]}]}}, 'favorited': False})"};
  BOOST_TEST(is_pythons_tweet(x));
  BOOST_TEST(x.read.id == "7");
  BOOST_TEST(x.read.author == "c");
  BOOST_TEST(x.read.lang == "en");
  BOOST_TEST(x.read.event_ms == 1439780873000);
  BOOST_TEST(x.read.top_text == "RT @x: it's…");
  BOOST_TEST(x.read.text == "it's \"long\" #T");
  BOOST_TEST(x.tags() == "T=t");
  BOOST_TEST(x.batch.entity_tags[0].start == 12u);
}

BOOST_AUTO_TEST_CASE(a_printed_v2_object_is_the_tweet) {
  decoding x{R"({'data': {'id': '9', 'text': 'RT', 'author_id': '5', )"
             R"('referenced_tweets': [{'id': '2', 'type': 'retweeted'}]}, )"
             R"('includes': {'users': [{'id': '5', 'username': 'u'}], )"
             R"('tweets': [{'id': '2', 'text': 'whole #d'}]}})"};
  BOOST_TEST(is_pythons_tweet(x));
  BOOST_TEST(x.read.author == "u");
  BOOST_TEST(x.read.text == "whole #d");
}

BOOST_AUTO_TEST_CASE(escapes_mean_what_they_mean_in_python) {
  const std::pair<const char*, std::string_view> cases[] = {
      {R"('')", ""},
      {R"('a "b" c')", "a \"b\" c"},
      {R"("it's")", "it's"},
      {R"('it\'s "so"')", "it's \"so\""},
      {R"('\\ \' \" \a\b\f\n\r\t\v')", "\\ ' \" \a\b\f\n\r\t\v"},
      {R"('\\n\\\\')", "\\n\\\\"},
      {R"('\x41\xe9\xA0')", "Aé\u00A0"},
      {R"('\u0041\u00E9\u20ac\u200d')", "Aé€\u200D"},
      {R"('\U0001f602\U0010ffff\U00000041')", "😂\U0010FFFFA"},
      {R"('\101\0\7\18\1011\377\400\777')", {"A\0\7\0018A1ÿĀǿ", 13}},
      {R"('\q\é\/\8\.')", "\\q\\é\\/\\8\\."},
      {R"('\x22\x5c\x0a')", "\"\\\n"},
      {"'a\\\nb\\\r\nc\\\rd'", "abcd"},
      {"'tab\there'", "tab\there"},
      {"'é 東 😀 \x7F'", "é 東 😀 \x7F"},
      {R"(u'old' U"er")", "older"},
      {R"('one' "'two'" u'\x33''' '4')", "one'two'34"},
      {R"('a' '')", "a"},
      {R"(('a' 'b'))", "ab"},
  };
  for (const auto& [literal, text] : cases) {
    auto x = with_text(literal);
    BOOST_TEST(is_pythons_tweet(x), literal);
    BOOST_TEST(x.read.text == text, literal);
  }
}

BOOST_AUTO_TEST_CASE(surrogates_become_what_they_become_in_json) {
  for (auto literal : {R"('\ud83d\ude02')", R"('\ud83d' '\ude02')",
                       R"('\U0000d83d\U0000de02')"})
    BOOST_TEST(with_text(literal).read.text == "😂", literal);
  for (auto literal : {R"('\ud83d')", R"('\ude02')", R"('\udfff')"})
    BOOST_TEST(with_text(literal).read.text == "\uFFFD", literal);
  BOOST_TEST(with_text(R"('\ude02\ud83d')").read.text == "\uFFFD\uFFFD");
}

BOOST_AUTO_TEST_CASE(broken_strings_are_bad_json) {
  for (auto literal :
       {R"('a)",           R"('a")",        R"("a')",         R"('\x4')",
        R"('\x4g')",       R"('\u123')",    R"('\U0001f60')", R"('\U00110000')",
        R"('\Uffffffff')", R"('\N{DASH}')", R"('\')",         "'a\nb'",
        "'a\rb'",          "'a\x01b'",      R"(b'a')",        R"('a' b'b')",
        R"(ub'a')",        R"(r'a')",       R"(f'a')",        R"('''a''')",
        R"(""""a""")",     R"('' '''a''')", R"(u 'a')",       R"('a' + 'b')",
        R"('a'b)",         R"('a' 1)"})
    BOOST_TEST(reason_of("{'text': " + std::string{literal} + "}")
                   == malformed_reason::bad_json,
               literal);
  BOOST_TEST(reason_of({"{'text': 'a\0b'}", 15}) == malformed_reason::bad_json);
}

BOOST_AUTO_TEST_CASE(values_of_any_kind_are_passed_over) {
  for (auto value : {"None",
                     "True",
                     "False",
                     "0",
                     "-0.0",
                     "-12",
                     "123456789012345678901234567890",
                     "1e+16",
                     "-2.5e-07",
                     "1e999",
                     "()",
                     "( )",
                     "(1,)",
                     "(1, 'a', (None,))",
                     "('a')",
                     "((1))",
                     "[]",
                     "[1,]",
                     "[(), {}, [{}]]",
                     "{'a'}",
                     "{1, 2,}",
                     "{'a': {'b': ()},}",
                     "{1: 2, -1.5: 3, None: 4, True: 5 , ('a'): 6, 'b' 'c': 7}",
                     "{'{': '(', \"]'\": ',:'}"})
    BOOST_TEST(is_pythons_tweet(with_value(value)), value);
}

BOOST_AUTO_TEST_CASE(what_is_no_literal_is_bad_json) {
  for (auto value : {"inf",
                     "-inf",
                     "nan",
                     "true",
                     "null",
                     "none",
                     "Truer",
                     "NoneNone",
                     "1 2",
                     "1'a'",
                     "None'a'",
                     "1j",
                     "0x1F",
                     "1_000",
                     "01",
                     "+1",
                     "--1",
                     "-(1)",
                     "10L",
                     "set()",
                     "datetime.datetime(2020, 1, 1)",
                     "...",
                     "(,)",
                     "[,]",
                     "{,}",
                     "(1,,)",
                     "(1 2)",
                     "(1]",
                     "[1)",
                     "(1}",
                     "{1)",
                     "('a': 1)",
                     "['a': 1]",
                     "{'a', 'b': 1}",
                     "{'a': 1, 'b'}",
                     "{'a': 1: 2}",
                     "{'a' 1: 2}",
                     "{'a': }",
                     "{: 1}",
                     "{(1, 2): 3}",
                     "{[1]: 2}",
                     "{1x: 2}",
                     "{**{}}",
                     "1 # note",
                     "1;",
                     "1}, {'a': 2",
                     ")",
                     "]",
                     ""})
    BOOST_TEST(reason_of("{'text': 'a', 'x': " + std::string{value} + "}")
                   == malformed_reason::bad_json,
               value);
  for (auto record :
       {"{'", "{'a", "{'a'", "{'a':", "{'a': 1", "{'text': 'a'}}",
        "{'text': 'a'},", "{'text': 'a'} {'text': 'b'}", "{'text': 'a'};",
        "{'text' (: ) 'a'}", "{'text', ('a': 1)}", "{u", "{u'text': 'a'"})
    BOOST_TEST(reason_of(record) == malformed_reason::bad_json, record);
}

BOOST_AUTO_TEST_CASE(outcomes_are_those_of_the_json) {
  for (auto notice :
       {"{'limit': {'track': 5}}", "{'delete': {'status': {'id': 1}}}",
        "{'friends': [1, 2]}", "{'friends': (1, 2)}",
        "{'event': 'follow', 'source': {}}",
        "{'data': {'user_suspend': {'user': {'id': '1'}}}}"}) {
    decoding x{notice};
    BOOST_TEST(x.fate.what == outcome::skipped, notice);
    BOOST_TEST(x.fate.format == record_format::python, notice);
  }
  for (auto other :
       {"{'a': 1}", "{'a'}", "['a', None]", "[{'text': 'a'}]", "{'text': None}",
        "{'text': ('a',)}", "{'data': {'id': '1'}}", "{'delete': None}"})
    BOOST_TEST(reason_of(other) == malformed_reason::not_a_tweet, other);
  for (auto text : {"('text',)", "'text'", "None", "u'text'"})
    BOOST_TEST(decoding{text}.read.text == text);
}

BOOST_AUTO_TEST_CASE(names_and_repeats_are_read_as_python_reads_them) {
  BOOST_TEST(decoding{R"({'te\x78t': 'a'})"}.read.text == "a");
  BOOST_TEST(decoding{"{'te' 'xt': 'a'}"}.read.text == "a");
  BOOST_TEST(decoding{"{'text': 'a', 'text': 'b'}"}.read.text == "b");
  BOOST_TEST(decoding{" \n{\n'text' :\t'a' } \r\n"}.read.text == "a");
  BOOST_TEST(decoding{"{u'text': u'\\u20ac'}"}.read.text == "€");
}

BOOST_AUTO_TEST_CASE(one_pythons_own_token_makes_a_record_pythons) {
  for (auto record :
       {R"({"it's": 1, 'text': 'a'})", R"({"text": "a", "x": None})",
        R"({"text": u"a"})", R"({"text": ("a")})"})
    BOOST_TEST(is_pythons_tweet(decoding{record}), record);
  // JSON with an error stays that.
  for (auto record :
       {R"({"text": "a",})", R"({"text": "a\x41"})", R"({"text": "a" "b"})",
        "{\"text\": \"a\tb\"}", R"({"text": "a", 1: 2})", R"({"text"})"}) {
    decoding x{record};
    BOOST_TEST(x.fate.reason == malformed_reason::bad_json, record);
    BOOST_TEST(x.fate.format == record_format::v1, record);
  }
}

BOOST_AUTO_TEST_CASE(bad_utf8_and_depth_are_named) {
  for (auto record :
       {"{'text': '\xFF'}", "{'text': '\xED\xA0\x80'}", "{'text': 'a', \xC3}",
        "{'text': '\xC3\\xa9'}", "{'text': 'a\xE2\x82'}", "{'\xFF"})
    BOOST_TEST(reason_of(record) == malformed_reason::bad_utf8);
  auto nested = [](std::string_view open, std::string_view close,
                   std::size_t levels) {
    return "{'text': 'a', 'x': " + repeat(open, levels) + "'[{('"
           + repeat(close, levels) + "}";
  };
  for (auto [open, close] :
       {std::pair{"[", "]"}, {"(", ",)"}, {"(", ")"}, {"{'a': ", "}"}}) {
    BOOST_TEST(outcome_of(nested(open, close, 1023)) == outcome::counted);
    BOOST_TEST(reason_of(nested(open, close, 1024))
               == malformed_reason::too_deep);
  }
  BOOST_TEST(reason_of(repeat("{'a':", 1'000'000))
             == malformed_reason::too_deep);
  BOOST_TEST(outcome_of("{'text': '" + repeat("[{(", 2000) + "'}")
             == outcome::counted);
}

BOOST_AUTO_TEST_CASE(the_json_is_the_same_value) {
  BOOST_TEST(json_of(R"({'a': (None,), "b'": [True, 'x' "'y'"], 1: (2)})")
             == R"({"a": [null ], "b'": [true, "x'y'"], "1":  2 })");
  BOOST_TEST(json_of(R"({'\0"\\\d', ()})") == R"(["\u0000\"\\\\d", []])");
}

BOOST_AUTO_TEST_CASE(strings_are_copied_right_at_every_place_of_a_block) {
  for (std::size_t before = 0; before < 40; ++before)
    for (std::size_t after = 0; after < 20; ++after) {
      std::string front(before, 'x');
      std::string back(after, 'y');
      auto x = with_text("'" + front + R"(\'"\xe9\\)" + back + "'");
      BOOST_TEST_REQUIRE(x.read.text == front + "'\"é\\" + back);
    }
}

BOOST_AUTO_TEST_CASE(awkward_megabytes_take_one_pass) {
  constexpr std::size_t many = 200'000;
  for (const auto& value :
       {repeat("'' ", many), repeat("'a'\n", many),
        "{" + repeat("1:1,", many) + "}",
        "{" + std::string(many, '1') + ":" + std::string(many, '1') + "}",
        "[" + repeat("(1),", many) + "]", "(" + repeat("{1,},", many) + ")",
        std::string(many, ' ') + "1", "'" + repeat("\\\n", many) + "'"})
    BOOST_TEST(is_pythons_tweet(with_value(value)), value.substr(0, 20));
  for (const auto& value : {repeat("''", many) + "'", std::string(many, 'u'),
                            repeat("(", 1000) + repeat("1 ", many)})
    BOOST_TEST(reason_of("{'text': 'a', 'x': " + value + "}")
                   == malformed_reason::bad_json,
               value.substr(0, 20));
}

BOOST_AUTO_TEST_CASE(a_large_record_does_not_disturb_the_next) {
  for (int i = 0; i < 2; ++i) {
    // All of it becomes three times as long.
    BOOST_TEST(with_text("'" + repeat("\\0", 1 << 20) + "'").read.text.size()
               == std::size_t{1} << 20);
    BOOST_TEST(with_text("'small'").read.text == "small");
  }
}

BOOST_AUTO_TEST_SUITE_END()
