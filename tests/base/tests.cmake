pkg_check_modules(MPFR REQUIRED IMPORTED_TARGET mpfr)
target_link_libraries(test_base PRIVATE PkgConfig::MPFR)
# The same bits on a processor without AVX2 and FMA (as far as the C library can tell) and in a locale that writes
# decimal commas.
add_test(NAME base-same-bits COMMAND test_base "--test-case=*same bits everywhere*")
set_tests_properties(base-same-bits PROPERTIES ENVIRONMENT
  "GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-AVX2_Usable,-FMA_Usable;LC_ALL=de_DE.UTF-8")
target_link_libraries(test_base PRIVATE ICU::uc)
