# murmur_python_test(NAME LABEL SECONDS [CLASS]): NAME_test.py in this folder,
# or one class of it (the test is then called FOLDER_NAME_CLASS), alone on
# the machine since it measures times and shares servers; it ends with 77,
# skipped, where something that it needs is not there.
find_package(Python3 3.11 COMPONENTS Interpreter)

function(murmur_python_test name label seconds)
  if(NOT Python3_FOUND)
    return()
  endif()
  get_filename_component(folder ${CMAKE_CURRENT_SOURCE_DIR} NAME)
  set(test ${folder} ${name} ${ARGN})
  list(JOIN test _ test)
  string(TOLOWER ${test} test)
  add_test(NAME ${test} COMMAND ${Python3_EXECUTABLE} -B -u
                                ${CMAKE_CURRENT_SOURCE_DIR}/${name}_test.py
                                ${ARGN})
  set_tests_properties(
    ${test}
    PROPERTIES LABELS ${label}
               TIMEOUT ${seconds}
               RUN_SERIAL ON
               SKIP_RETURN_CODE 77
               ENVIRONMENT
               MURMURATION_BIN=${CMAKE_RUNTIME_OUTPUT_DIRECTORY})
endfunction()
