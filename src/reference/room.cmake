# dajuan-reference runs the cases of a trusted peer through the rooms. Its main is not part of the room, so that the
# tests can link the rest.
get_target_property(reference_sources dajuan_reference SOURCES)
list(REMOVE_ITEM reference_sources ${CMAKE_SOURCE_DIR}/src/reference/main.cc)
set_target_properties(dajuan_reference PROPERTIES SOURCES "${reference_sources}")
dajuan_embed(dajuan_reference embedded_groups ${CMAKE_SOURCE_DIR}/tests/reference/groups.txt)
add_executable(dajuan-reference ${CMAKE_SOURCE_DIR}/src/reference/main.cc)
target_link_libraries(dajuan-reference PRIVATE dajuan_reference)
add_dependencies(programs dajuan-reference)

dajuan_tests(reference_runner dajuan_reference)
if(BUILD_TESTING)
  add_test(NAME reference COMMAND dajuan-reference ${CMAKE_SOURCE_DIR}/tests/reference)
  if(EXISTS ${CMAKE_SOURCE_DIR}/../shared/reference)
    add_test(NAME reference_shared COMMAND dajuan-reference ${CMAKE_SOURCE_DIR}/../shared/reference)
  endif()
endif()
