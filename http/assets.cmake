# Builds the pages and openapi.json into murmur_http, as constants of
# http/assets.hpp.

find_program(NODE NAMES node nodejs)
find_program(NPM npm)
if(NOT NODE OR NOT NPM)
  message(FATAL_ERROR "The pages in http/dashboard are built with Node.js and "
                      "npm: install Debian's `nodejs` and `npm`, or run "
                      "tools/setup.sh.")
endif()
execute_process(COMMAND ${NODE} --version OUTPUT_VARIABLE node_version
                OUTPUT_STRIP_TRAILING_WHITESPACE)
string(REGEX REPLACE "^v" "" node_version "${node_version}")
if(node_version VERSION_LESS 18)
  message(FATAL_ERROR "${NODE} is Node.js ${node_version}; the pages in "
                      "http/dashboard need 18 or later. Another one is chosen "
                      "with -DNODE=….")
endif()

set(dashboard ${CMAKE_CURRENT_LIST_DIR}/dashboard)
file(GLOB_RECURSE dashboard_sources CONFIGURE_DEPENDS
     ${dashboard}/source/*.ts ${dashboard}/source/*.css)
file(GLOB dashboard_files CONFIGURE_DEPENDS
     ${dashboard}/*.html ${dashboard}/*.json ${dashboard}/*.mjs)
add_custom_command(
  OUTPUT ${CMAKE_BINARY_DIR}/http_pages.cpp
  COMMAND
    ${CMAKE_COMMAND} -DSOURCE=${dashboard} -DWORK=${CMAKE_BINARY_DIR}/dashboard
    -DOUT=${CMAKE_BINARY_DIR}/http_pages.cpp -DNODE=${NODE} -DNPM=${NPM} -P
    ${dashboard}/build.cmake
  DEPENDS ${dashboard_sources} ${dashboard_files} ${dashboard}/.npmrc
          ${dashboard}/build.cmake
  COMMENT "Building the pages"
  VERBATIM)

set(description ${CMAKE_CURRENT_LIST_DIR}/openapi.json)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${description})
file(READ ${description} text)
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/http_assets.cpp CONTENT
"#include \"http/assets.hpp\"

namespace murmuration::http::assets {

const std::string_view openapi_json = R\"~asset~(@text@)~asset~\";

} // namespace murmuration::http::assets
" @ONLY)
target_sources(murmur_http PRIVATE ${CMAKE_BINARY_DIR}/http_assets.cpp
                                   ${CMAKE_BINARY_DIR}/http_pages.cpp)
