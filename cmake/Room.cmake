# steadyhand_room(NAME SOURCES a.cpp ... DOORS a.h ... [LINKS target ...])
# One folder, one static library steadyhand_NAME. Each door is compiled alone by the target
# all_verify_interface_header_sets, so it includes what it uses and nothing it must not.
function(steadyhand_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;DOORS;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(steadyhand_${name} STATIC ${ROOM_SOURCES})
  target_sources(steadyhand_${name} PUBLIC
    FILE_SET doors TYPE HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR} FILES ${ROOM_DOORS})
  target_link_libraries(steadyhand_${name}
    PUBLIC steadyhand_flags ${ROOM_LINKS} PRIVATE ${ROOM_PRIVATE_LINKS})
endfunction()
