// Reads a small file as one string, never more than a stated size, and writes one. Any thread.
//
// For files that are parsed whole (configurations, pictures, vocabularies). Large files that are
// looked into are mapped instead (mapped_file.h).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace steadyhand {

// `unavailable` where the file cannot be opened, is no regular file or cannot be read; `bad_input`
// where it is larger than `max_bytes`: nothing is read then.
Result<std::string> read_whole_file(const std::string& path, std::size_t max_bytes);

// Writes the file under its name only when it is complete; `unavailable` where it cannot be.
Status write_whole_file(const std::string& path, std::string_view text);

}  // namespace steadyhand
