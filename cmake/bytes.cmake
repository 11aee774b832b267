# Published figures have the same bytes everywhere: tests/bytes/bytes.sh says what each check holds. Label `bytes`.
if(NOT BUILD_TESTING)
  return()
endif()
foreach(check settings order month golden)
  add_test(NAME bytes_${check}
           COMMAND ${CMAKE_SOURCE_DIR}/tests/bytes/bytes.sh ${CMAKE_SOURCE_DIR} $<TARGET_FILE:dajuan> ${check})
  set_tests_properties(bytes_${check} PROPERTIES LABELS bytes)
endforeach()
