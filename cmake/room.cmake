# dajuan_room(NAME FLOORS...): src/NAME/*.cc becomes the library dajuan_NAME, which may use the rooms in FLOORS only;
# tests/NAME/*_test.cc becomes the test program test_NAME. src/NAME/room.cmake, where there is one, links what the
# room needs beyond that (system libraries, embedded files).
function(dajuan_room name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cc)
  if(NOT sources)
    add_library(dajuan_${name} INTERFACE)
    target_include_directories(dajuan_${name} INTERFACE ${CMAKE_SOURCE_DIR}/src)
    return()
  endif()
  add_library(dajuan_${name} STATIC ${sources})
  target_include_directories(dajuan_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  foreach(floor IN LISTS ARGN)
    target_link_libraries(dajuan_${name} PUBLIC dajuan_${floor})
  endforeach()
  if(EXISTS ${CMAKE_SOURCE_DIR}/src/${name}/room.cmake)
    include(${CMAKE_SOURCE_DIR}/src/${name}/room.cmake)
  endif()
  dajuan_tests(${name} dajuan_${name})
endfunction()

# dajuan_tests(NAME LIBRARIES...): the unit tests of one room, as one program.
function(dajuan_tests name)
  if(NOT BUILD_TESTING)
    return()
  endif()
  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${name}/*_test.cc)
  if(NOT tests)
    return()
  endif()
  if(NOT TARGET doctest_main)
    add_library(doctest_main OBJECT ${CMAKE_SOURCE_DIR}/tests/main.cc)
    # Tests are compiled more often than they are run, and what they test is optimised: -O0 takes half the time of -O3.
    target_compile_options(doctest_main PUBLIC $<$<CONFIG:Release>:-O0>)
  endif()
  add_executable(test_${name} ${tests})
  target_link_libraries(test_${name} PRIVATE ${ARGN} doctest_main)
  target_compile_definitions(test_${name} PRIVATE DAJUAN_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                                                  DAJUAN_BINARY_DIR="${CMAKE_BINARY_DIR}")
  if(EXISTS ${CMAKE_SOURCE_DIR}/tests/${name}/tests.cmake)
    include(${CMAKE_SOURCE_DIR}/tests/${name}/tests.cmake)
  endif()
  add_test(NAME ${name} COMMAND test_${name})
endfunction()

# dajuan_program(): src/main/main.cc becomes the program `dajuan`; its other files are a room, so that tests can call
# a subcommand without starting the program.
function(dajuan_program)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/main/*.cc)
  list(REMOVE_ITEM sources ${CMAKE_SOURCE_DIR}/src/main/main.cc)
  add_library(dajuan_main STATIC ${sources})
  target_link_libraries(dajuan_main PUBLIC dajuan_site dajuan_server dajuan_release dajuan_index dajuan_base)
  add_executable(dajuan ${CMAKE_SOURCE_DIR}/src/main/main.cc)
  target_link_libraries(dajuan PRIVATE dajuan_main)
  target_compile_definitions(dajuan PRIVATE DAJUAN_VERSION="${PROJECT_VERSION}")
  dajuan_tests(main dajuan_main)
  add_custom_target(programs DEPENDS dajuan) # what a user runs; what else is one of them adds itself
endfunction()

# dajuan_benches(): each bench/NAME_bench.cc becomes the program bench_NAME, when DAJUAN_BENCH is on.
option(DAJUAN_BENCH "Build the benches (Google Benchmark)" OFF)
function(dajuan_benches)
  if(NOT DAJUAN_BENCH)
    return()
  endif()
  find_package(benchmark REQUIRED)
  file(GLOB benches CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/bench/*_bench.cc)
  foreach(source IN LISTS benches)
    cmake_path(GET source STEM name)
    string(REGEX REPLACE "_bench$" "" name ${name})
    add_executable(bench_${name} ${source})
    target_link_libraries(bench_${name} PRIVATE dajuan_main benchmark::benchmark)
    target_compile_definitions(bench_${name} PRIVATE DAJUAN_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  endforeach()
endfunction()

# dajuan_fuzzers(): each tests/fuzz/NAME_fuzz.cc becomes the fuzzer fuzz_NAME when DAJUAN_FUZZ is on (clang). Among the
# tests it becomes a program that replays tests/fuzz/corpus/NAME, with any compiler.
option(DAJUAN_FUZZ "Build the fuzzers (clang)" OFF)
function(dajuan_fuzzers)
  file(GLOB fuzzers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fuzz/*_fuzz.cc)
  foreach(source IN LISTS fuzzers)
    cmake_path(GET source STEM name)
    string(REGEX REPLACE "_fuzz$" "" name ${name})
    if(DAJUAN_FUZZ)
      add_executable(fuzz_${name} ${source})
      target_link_libraries(fuzz_${name} PRIVATE dajuan_main)
      target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    elseif(BUILD_TESTING)
      add_executable(replay_${name} ${source} ${CMAKE_SOURCE_DIR}/tests/fuzz/replay.cc)
      target_link_libraries(replay_${name} PRIVATE dajuan_main)
      add_test(NAME replay_${name} COMMAND replay_${name} ${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${name})
      set_tests_properties(replay_${name} PROPERTIES LABELS fuzz)
    endif()
  endforeach()
endfunction()

# dajuan_embed(TARGET FUNCTION FILES...): puts files into the program; the generated source defines
#   std::span<const dajuan::EmbeddedFile> FUNCTION();   (see base/embedded.h; paths are relative to the source tree)
function(dajuan_embed target function)
  set(generated ${CMAKE_BINARY_DIR}/embedded/${function}.cc)
  string(REPLACE ";" "|" files "${ARGN}")
  add_custom_command(
    OUTPUT ${generated}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${generated} -DFUNCTION=${function} -DFILES=${files}
            -DROOT=${CMAKE_SOURCE_DIR} -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${ARGN} ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    VERBATIM)
  target_sources(${target} PRIVATE ${generated})
endfunction()
