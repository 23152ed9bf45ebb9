# steadyhand_libtorch: the imported target of libtorch, CPU alone or with CUDA.
#
# libtorch's own CMake package insists on a CUDA toolkit whenever its build knew CUDA; we link
# libtorch_cpu and libc10 directly, so the wheel works on a machine that has none. Looked for in
# CMAKE_PREFIX_PATH first, then where scripts/setup unpacks the pinned wheel.
set(cache_home $ENV{XDG_CACHE_HOME})
if(NOT cache_home)
  set(cache_home $ENV{HOME}/.cache)
endif()
file(GLOB wheel_roots ${cache_home}/steadyhand/venv/lib/python3*/site-packages/torch)

find_path(LIBTORCH_INCLUDE ATen/ATen.h PATH_SUFFIXES include HINTS ${wheel_roots})
find_library(LIBTORCH_CPU torch_cpu PATH_SUFFIXES lib HINTS ${wheel_roots})
find_library(LIBTORCH_C10 c10 PATH_SUFFIXES lib HINTS ${wheel_roots})
if(NOT LIBTORCH_INCLUDE OR NOT LIBTORCH_CPU OR NOT LIBTORCH_C10)
  message(FATAL_ERROR "libtorch not found: run scripts/setup, or pass "
    "-DCMAKE_PREFIX_PATH=DIR with the folder that holds include/ATen and lib/libtorch_cpu.so")
endif()

add_library(steadyhand_libtorch INTERFACE)
target_include_directories(steadyhand_libtorch SYSTEM INTERFACE
  ${LIBTORCH_INCLUDE} ${LIBTORCH_INCLUDE}/torch/csrc/api/include)
get_filename_component(libtorch_dir ${LIBTORCH_CPU} DIRECTORY)
target_link_libraries(steadyhand_libtorch INTERFACE ${LIBTORCH_CPU} ${LIBTORCH_C10})
# The wheel's libraries find the CUDA runtime through their own run path; ld does not follow it.
target_link_options(steadyhand_libtorch INTERFACE
  -Wl,-rpath,${libtorch_dir} -Wl,--unresolved-symbols=ignore-in-shared-libs
  -fopenmp)  # the run-time library of at::parallel_for, which libtorch carries too

if(STEADYHAND_CUDA)
  enable_language(CUDA)
  find_package(CUDAToolkit REQUIRED)
  find_library(LIBTORCH_CUDA torch_cuda PATH_SUFFIXES lib HINTS ${wheel_roots} REQUIRED)
  find_library(LIBTORCH_C10_CUDA c10_cuda PATH_SUFFIXES lib HINTS ${wheel_roots} REQUIRED)
  target_include_directories(steadyhand_libtorch SYSTEM INTERFACE ${CUDAToolkit_INCLUDE_DIRS})
  # Nothing names a symbol of libtorch_cuda: its kernels register themselves when it is loaded.
  target_link_libraries(steadyhand_libtorch INTERFACE
    -Wl,--no-as-needed ${LIBTORCH_CUDA} ${LIBTORCH_C10_CUDA} -Wl,--as-needed CUDA::cudart)
endif()
