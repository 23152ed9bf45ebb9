# Third parties. The engine alone needs the headers of Boost.JSON and utf8proc; on a machine that
# has neither as a package, BOOST_INCLUDE and UTF8PROC_ROOT name the folders carried along.
find_path(BOOST_INCLUDE boost/json.hpp REQUIRED)
add_library(steadyhand_boost_json INTERFACE)
target_include_directories(steadyhand_boost_json SYSTEM INTERFACE ${BOOST_INCLUDE})

find_path(UTF8PROC_INCLUDE utf8proc.h HINTS ${UTF8PROC_ROOT} PATH_SUFFIXES include REQUIRED)
find_library(UTF8PROC_LIBRARY utf8proc HINTS ${UTF8PROC_ROOT} PATH_SUFFIXES lib REQUIRED)
add_library(steadyhand_utf8proc INTERFACE)
target_include_directories(steadyhand_utf8proc SYSTEM INTERFACE ${UTF8PROC_INCLUDE})
target_link_libraries(steadyhand_utf8proc INTERFACE ${UTF8PROC_LIBRARY})

if(NOT STEADYHAND_ENGINE_ONLY)
  find_package(OpenCV REQUIRED COMPONENTS core imgproc imgcodecs videoio)
  find_package(CLI11 REQUIRED)
  find_package(GTest REQUIRED)
endif()
