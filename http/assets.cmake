# Builds the pages and openapi.json into murmur_http, as constants of
# http/assets.hpp. A file larger than what a string literal holds (64 KiB by the
# standard, GCC has no limit) would still work with GCC.
set(definitions "")
foreach(asset dashboard/index.html dashboard/status.html dashboard/app.js
              dashboard/status.js dashboard/app.css dashboard/widget.html
              dashboard/widget.js dashboard/widget.css openapi.json)
  set(file ${CMAKE_CURRENT_LIST_DIR}/${asset})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} text)
  get_filename_component(name ${asset} NAME)
  string(REPLACE . _ name ${name})
  string(APPEND definitions
         "const std::string_view ${name} = R\"~asset~(${text})~asset~\";\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/http_assets.cpp CONTENT
"#include \"http/assets.hpp\"

namespace murmuration::http::assets {

@definitions@
} // namespace murmuration::http::assets
" @ONLY)
target_sources(murmur_http PRIVATE ${CMAKE_BINARY_DIR}/http_assets.cpp)
