/// What the program was built from, for `/api/v1/config`. Constant.
#pragma once

#include "http/json/documents.hpp"

namespace murmuration::http {

build_facts this_build();

} // namespace murmuration::http
