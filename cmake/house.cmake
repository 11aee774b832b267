# Checks of the house, run as tests with the label `house`. What they hold is said in each script of tests/house.
if(NOT BUILD_TESTING)
  return()
endif()
set(house ${CMAKE_SOURCE_DIR}/tests/house)

function(dajuan_house_check name)
  add_test(NAME house_${name} COMMAND ${ARGN})
  set_tests_properties(house_${name} PROPERTIES LABELS house)
endfunction()

dajuan_house_check(includes ${house}/includes.sh ${CMAKE_SOURCE_DIR})
dajuan_house_check(files ${house}/files.sh ${CMAKE_SOURCE_DIR})
dajuan_house_check(purity ${house}/purity.sh ${CMAKE_SOURCE_DIR})
dajuan_house_check(dev ${house}/dev.sh ${CMAKE_SOURCE_DIR})
find_program(CLANG_FORMAT clang-format-14 REQUIRED)
dajuan_house_check(format ${house}/format.sh ${CMAKE_SOURCE_DIR} ${CLANG_FORMAT})
find_program(SHELLCHECK shellcheck REQUIRED)
file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/setup/*.sh ${house}/*.sh ${CMAKE_SOURCE_DIR}/bench/*.sh
     ${CMAKE_SOURCE_DIR}/tests/bytes/*.sh)
dajuan_house_check(scripts ${SHELLCHECK} -x --source-path=${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/dev
                   ${CMAKE_SOURCE_DIR}/.ci/run ${scripts})
dajuan_house_check(bite ${house}/bite.sh ${CLANG_FORMAT})

# Messages: a unit test of its own, since it reads the files as the program does.
dajuan_tests(house doctest_main)
set_tests_properties(house PROPERTIES LABELS house)

# Every header compiles alone: one source of one line each, built only by the test that asks for it.
file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/src/*.h)
set(alone "")
foreach(header IN LISTS headers)
  set(source ${CMAKE_BINARY_DIR}/headers_alone/${header}.cc)
  file(CONFIGURE OUTPUT ${source} CONTENT "#include \"${header}\"\n")
  list(APPEND alone ${source})
endforeach()
add_library(headers_alone OBJECT EXCLUDE_FROM_ALL ${alone})
target_compile_options(headers_alone PRIVATE -O0 -g0)
target_link_libraries(headers_alone PRIVATE dajuan_main PkgConfig::ORCUS) # of base/xlsx_reader
dajuan_house_check(headers ${CMAKE_COMMAND} --build ${CMAKE_BINARY_DIR} --target headers_alone)
set_tests_properties(house_headers PROPERTIES RESOURCE_LOCK build)

# The manual and the program say the same.
if(EXISTS ${CMAKE_SOURCE_DIR}/docs/cli.md)
  dajuan_house_check(manual ${house}/manual.sh ${CMAKE_SOURCE_DIR}/docs/cli.md $<TARGET_FILE:dajuan>)
endif()

# Commands that README and manual show are executed.
if(EXISTS ${CMAKE_SOURCE_DIR}/README.md)
  dajuan_house_check(commands ${house}/commands.sh ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
  set_tests_properties(house_commands PROPERTIES RESOURCE_LOCK build)
endif()
