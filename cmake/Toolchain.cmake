# How every target is compiled: C++20, warnings as errors, ccache, optional sanitizers.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ON)
# The program itself stands at build/<preset>/steadyhand.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
  set(CMAKE_CUDA_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(steadyhand_flags INTERFACE)
target_include_directories(steadyhand_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(steadyhand_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # Warns of "x" + std::to_string(n): GCC bug 105651, mended in 13.
  target_compile_options(steadyhand_flags INTERFACE -Wno-restrict)
endif()
if(STEADYHAND_SANITIZE)
  list(JOIN STEADYHAND_SANITIZE "," sanitizers)
  target_compile_options(steadyhand_flags INTERFACE
    -fsanitize=${sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(steadyhand_flags INTERFACE -fsanitize=${sanitizers})
endif()
