// What depends on whether this build knows CUDA: device_cpu.cpp or device_cuda.cpp is compiled.
// Any thread.
#pragma once

#include <c10/core/Device.h>

#include "base/result.h"
#include "vision/model.h"

namespace steadyhand::vision {

// The device to place tensors on; an error that says what to do where it cannot be had.
Result<at::Device> torch_device(Device device);

// Waits until all work queued on the device is done: timings around asynchronous calls need it.
void synchronize(at::Device device);

}  // namespace steadyhand::vision
