# The libraries of Debian 12. Those without a CMake config get a target of their
# own, `lib::NAME`.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(benchmark REQUIRED)
find_package(simdjson REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(Boost 1.74 REQUIRED COMPONENTS unit_test_framework)

# pkg_library(NAME MODULE): lib::NAME from pkg-config.
function(pkg_library name module)
  pkg_check_modules(pkg_${name} REQUIRED IMPORTED_TARGET GLOBAL ${module})
  add_library(lib::${name} ALIAS PkgConfig::pkg_${name})
endfunction()

pkg_library(rdkafka rdkafka)
pkg_library(rocksdb rocksdb)
# Half of the symbols that the loader would look up at each start are RocksDB's.
find_library(ROCKSDB_ARCHIVE librocksdb.a)
if(ROCKSDB_ARCHIVE)
  set_target_properties(
    PkgConfig::pkg_rocksdb
    PROPERTIES INTERFACE_LINK_LIBRARIES
               "${ROCKSDB_ARCHIVE};snappy;bz2;z;lz4;zstd;${CMAKE_DL_LIBS}")
endif()
pkg_library(httplib cpp-httplib)
pkg_library(curl libcurl)
pkg_library(thrift thrift)
pkg_library(zstd libzstd)
pkg_library(utf8proc libutf8proc)
pkg_library(xxhash libxxhash)
pkg_library(tcmalloc libtcmalloc_minimal)
pkg_library(prometheus prometheus-cpp-core)
pkg_library(cli11 CLI11)

# CAF 0.17 comes with neither a CMake config nor a .pc file.
find_path(CAF_INCLUDE_DIR caf/all.hpp REQUIRED)
find_library(CAF_CORE_LIBRARY caf_core REQUIRED)
add_library(lib::caf UNKNOWN IMPORTED)
set_target_properties(
  lib::caf PROPERTIES IMPORTED_LOCATION ${CAF_CORE_LIBRARY}
                      INTERFACE_INCLUDE_DIRECTORIES ${CAF_INCLUDE_DIR}
                      INTERFACE_LINK_LIBRARIES Threads::Threads)

find_path(RAPIDJSON_INCLUDE_DIR rapidjson/document.h REQUIRED)
add_library(lib_rapidjson INTERFACE)
target_include_directories(lib_rapidjson SYSTEM
                           INTERFACE ${RAPIDJSON_INCLUDE_DIR})
target_compile_definitions(lib_rapidjson INTERFACE RAPIDJSON_HAS_STDSTRING=1)
add_library(lib::rapidjson ALIAS lib_rapidjson)

# murmur_thrift(NAME FILE.thrift): the structs and clients that the compiler
# makes of it, without our warnings.
find_program(THRIFT_COMPILER thrift REQUIRED)
function(murmur_thrift name idl)
  set(out ${CMAKE_BINARY_DIR}/thrift/${name})
  set(source ${PROJECT_SOURCE_DIR}/${idl})
  file(MAKE_DIRECTORY ${out})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
  execute_process(
    COMMAND ${THRIFT_COMPILER} --gen cpp:no_skeleton,moveable_types -out ${out}
            ${source} COMMAND_ERROR_IS_FATAL ANY)
  file(GLOB generated ${out}/*.cpp)
  add_library(${name} STATIC ${generated})
  target_include_directories(${name} SYSTEM PUBLIC ${out})
  target_link_libraries(${name} PUBLIC lib::thrift)
endfunction()
