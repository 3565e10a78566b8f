#define BOOST_TEST_MODULE murmuration
#include <boost/test/unit_test.hpp>
