# One set of flags for every target. Published figures must not depend on the machine, so contraction of a*b+c
# into a fused operation is off everywhere and no processor-specific flag is ever set.
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
                                  CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
endif()
add_compile_options(-ffp-contract=off -fno-math-errno -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                    -Wno-sign-conversion -Wnon-virtual-dtor -Werror)
# g++ 12 sees an overlap in every "literal" + std::string (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-Wno-restrict)
endif()
option(DAJUAN_SANITIZE "Comma-separated sanitizers, for example address,undefined" "")
if(DAJUAN_SANITIZE)
  add_compile_options(-fsanitize=${DAJUAN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${DAJUAN_SANITIZE})
endif()
