# Makes one test of ctest for each suite of a program. To start the program once for each of its tests would take longer
# than most tests. It is called after PROGRAM has been built. NAME begins the names of tests, TESTS is the file to
# write, COST is their cost, and WITHOUT has patterns of tests that are left out.
execute_process(COMMAND ${PROGRAM} --gtest_list_tests OUTPUT_VARIABLE listed COMMAND_ERROR_IS_FATAL ANY)
# A suite's name ends with a point, and its parameter may follow. Names of tests are indented.
string(REGEX MATCHALL "(^|\n)[A-Za-z0-9_/]+\\." suites "${listed}")
if(NOT suites)
  message(FATAL_ERROR "${PROGRAM} has no tests")
endif()
set(tests "")
foreach(suite IN LISTS suites)
  string(REGEX REPLACE "[\n.]" "" suite "${suite}")
  string(APPEND tests "add_test(${NAME}.${suite} \"${PROGRAM}\" \"--gtest_filter=${suite}.*-${WITHOUT}\" --gtest_brief=1)\n"
                      "set_tests_properties(${NAME}.${suite} PROPERTIES COST ${COST})\n")
endforeach()
file(WRITE ${TESTS} "${tests}")
