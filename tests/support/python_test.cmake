# murmur_python_test(NAME LABEL SECONDS [ALONE] [CLASS]): NAME_test.py in this
# folder, or one class of it (the test is then called FOLDER_NAME_CLASS); it
# ends with 77, skipped, where something that it needs is not there. Integration
# tests run one after the other, since they kill the servers they share; ALONE:
# it measures times, and nothing else runs beside it.
find_package(Python3 3.11 COMPONENTS Interpreter)

function(murmur_python_test name label seconds)
  if(NOT Python3_FOUND)
    return()
  endif()
  cmake_parse_arguments(PARSE_ARGV 3 asked "ALONE" "" "")
  set(class ${asked_UNPARSED_ARGUMENTS})
  get_filename_component(folder ${CMAKE_CURRENT_SOURCE_DIR} NAME)
  set(test ${folder} ${name} ${class})
  list(JOIN test _ test)
  string(TOLOWER ${test} test)
  add_test(NAME ${test} COMMAND ${Python3_EXECUTABLE} -B -u
                                ${CMAKE_CURRENT_SOURCE_DIR}/${name}_test.py
                                ${class})
  set_tests_properties(
    ${test}
    PROPERTIES LABELS ${label}
               TIMEOUT ${seconds}
               SKIP_RETURN_CODE 77
               ENVIRONMENT
               MURMURATION_BIN=${CMAKE_RUNTIME_OUTPUT_DIRECTORY})
  if(asked_ALONE)
    set_tests_properties(${test} PROPERTIES RUN_SERIAL ON)
  elseif(label STREQUAL integration)
    set_tests_properties(${test} PROPERTIES RESOURCE_LOCK servers)
  endif()
endfunction()
