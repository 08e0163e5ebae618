# One test of ctest for each suite of a program: to start the program once for each of its tests would take longer than
# most tests do. Called when PROGRAM has been built, with NAME, which the tests begin with, TESTS, the file to write,
# COST, and WITHOUT, patterns of tests that are left out.
execute_process(COMMAND ${PROGRAM} --gtest_list_tests OUTPUT_VARIABLE listed COMMAND_ERROR_IS_FATAL ANY)
# A suite's name ends with a point; behind it may stand what its parameter is. Names of tests are set in.
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
