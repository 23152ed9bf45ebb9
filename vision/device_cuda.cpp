#include <ATen/Context.h>
#include <c10/cuda/CUDAFunctions.h>

#include "vision/device.h"

namespace steadyhand::vision {

Result<at::Device> torch_device(Device device) {
  if (device == Device::cpu) return at::Device(at::kCPU);
  if (!at::globalContext().hasCUDA() || c10::cuda::device_count() == 0) {
    return unavailable(
        "no CUDA device answers: check the driver (nvidia-smi), or use --device cpu");
  }
  at::globalContext().lazyInitDevice(at::kCUDA);
  return at::Device(at::kCUDA, 0);
}

void synchronize(at::Device device) {
  if (device.is_cuda()) c10::cuda::device_synchronize();
}

}  // namespace steadyhand::vision
