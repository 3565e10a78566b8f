#include <boost/test/unit_test.hpp>

#include <functional>
#include <stdexcept>

#include "runtime/source/kafka/properties.hpp"
#include "runtime/source/kafka/resume.hpp"

using namespace murmuration;
using kafka::properties_of;
using kafka::resume;

namespace {

kafka_options some() {
  kafka_options result;
  result.brokers = {"a:1", "b:2"};
  result.topics = {"tweets"};
  result.instance_id = "host-8080";
  return result;
}

std::string refusal(const std::function<void(kafka_options&)>& change) {
  auto options = some();
  change(options);
  try {
    properties_of(options, true);
  } catch (const std::invalid_argument& e) {
    return e.what();
  }
  return {};
}

} // namespace

BOOST_AUTO_TEST_SUITE(kafka_properties)

BOOST_AUTO_TEST_CASE(the_users_properties_win) {
  auto options = some();
  options.properties = {{"session.timeout.ms", "6000"}, {"debug", "cgrp"}};
  auto found = properties_of(options, true);
  BOOST_TEST(found["session.timeout.ms"] == "6000");
  BOOST_TEST(found["debug"] == "cgrp");
  BOOST_TEST(found["bootstrap.servers"] == "a:1,b:2");
}

BOOST_AUTO_TEST_CASE(the_prefetch_is_derived_from_one_number) {
  auto options = some();
  auto limits = [&](std::size_t mebibytes) {
    options.prefetch_bytes_max = mebibytes << 20;
    auto found = properties_of(options, false);
    return found["queued.max.messages.kbytes"] + " KiB, "
           + found["queued.min.messages"] + ", " + found["fetch.max.bytes"]
           + ", " + found["fetch.message.max.bytes"];
  };
  BOOST_TEST(limits(4) == "768 KiB, 1536, 8388608, 262144");
  BOOST_TEST(limits(32) == "3072 KiB, 6144, 8388608, 1048576");
  BOOST_TEST(limits(1024) == "31744 KiB, 63488, 52428800, 1048576");
}

BOOST_AUTO_TEST_CASE(only_the_member_of_the_group_carries_the_instance_id) {
  BOOST_TEST(properties_of(some(), true)["group.instance.id"] == "host-8080");
  BOOST_TEST(!properties_of(some(), false).contains("group.instance.id"));
}

BOOST_AUTO_TEST_CASE(what_exactness_rests_on_cannot_be_set) {
  for (const std::string name :
       {"enable.auto.commit", "enable.auto.offset.store", "auto.offset.reset",
        "isolation.level", "enable.partition.eof", "check.crcs", "group.id",
        "partition.assignment.strategy"}) {
    auto text = refusal([&](auto& x) { x.properties.emplace(name, "true"); });
    BOOST_TEST(text.find(name + " cannot be set") != std::string::npos, text);
  }
}

BOOST_AUTO_TEST_CASE(a_missing_or_wrong_option_is_named) {
  BOOST_TEST(refusal([](auto& x) { x.brokers.clear(); }).find(".brokers")
             != std::string::npos);
  BOOST_TEST(refusal([](auto& x) { x.topics.clear(); }).find(".topics")
             != std::string::npos);
  BOOST_TEST(refusal([](auto& x) { x.topics = {"^t.*"}; }).find("^t.*")
             != std::string::npos);
  BOOST_TEST(refusal([](auto& x) { x.group_id.clear(); }).find(".group-id")
             != std::string::npos);
}

BOOST_AUTO_TEST_CASE(librdkafka_names_a_property_it_does_not_know) {
  auto options = some();
  options.properties.emplace("no.such.thing", "true");
  BOOST_CHECK_EXCEPTION(
      make_kafka_source(options), std::invalid_argument, [](const auto& e) {
        return std::string{e.what()}.find("no.such.thing") != std::string::npos;
      });
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(going_on_after_the_broker_was_asked)

const fingerprint at_seven{.at = {7}, .hash = 1};

BOOST_AUTO_TEST_CASE(checks_the_last_record_while_it_is_there) {
  auto x = resume({8}, at_seven, {.low = {0}, .high = {8}});
  BOOST_TEST(x.position.value == 8);
  BOOST_TEST((x.check == at_seven));
  BOOST_TEST(!x.lost.has_value());
  BOOST_TEST(x.mismatch == "");
}

BOOST_AUTO_TEST_CASE(does_not_check_what_retention_took) {
  auto x = resume({8}, at_seven, {.low = {8}, .high = {8}});
  BOOST_TEST(!x.check.has_value());
  BOOST_TEST(!x.lost.has_value());
}

BOOST_AUTO_TEST_CASE(tells_what_retention_took_unread) {
  auto x = resume({8}, at_seven, {.low = {11}, .high = {20}});
  BOOST_TEST((x.lost == gap{{8}, {11}}));
  BOOST_TEST(x.position.value == 11);
  BOOST_TEST(!x.check.has_value());
}

BOOST_AUTO_TEST_CASE(a_log_that_ends_before_the_position_is_another) {
  BOOST_TEST(resume({8}, {}, {.low = {0}, .high = {7}}).mismatch != "");
  BOOST_TEST(resume({8}, {}, {.low = {0}, .high = {8}}).mismatch == "");
}

BOOST_AUTO_TEST_SUITE_END()
