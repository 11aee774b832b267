find_package(Boost 1.74 REQUIRED)
find_package(Threads REQUIRED)
target_link_libraries(dajuan_server PRIVATE Boost::headers fmt::fmt PUBLIC Threads::Threads)
# Asio's memory fences are beyond g++'s thread sanitizer, which says so; its locks are not.
if(DAJUAN_SANITIZE MATCHES "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(dajuan_server PRIVATE -Wno-tsan)
endif()
