# Peers of the tests.
find_package(Eigen3 3.3 REQUIRED NO_MODULE)
find_package(Boost 1.74 REQUIRED)
target_link_libraries(test_stats PRIVATE Eigen3::Eigen glpk Boost::headers)
