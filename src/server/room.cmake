find_package(Boost 1.74 REQUIRED)
find_package(Threads REQUIRED)
target_link_libraries(dajuan_server PRIVATE Boost::headers fmt::fmt PUBLIC Threads::Threads)
