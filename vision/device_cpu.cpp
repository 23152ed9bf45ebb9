#include "vision/device.h"

namespace steadyhand::vision {

Result<at::Device> torch_device(Device device) {
  if (device == Device::cpu) return at::Device(at::kCPU);
  return unavailable("this build has no CUDA: build the `cuda` preset, or use --device cpu");
}

void synchronize(at::Device) {}

}  // namespace steadyhand::vision
