#include "base/safetensors.h"

#include <cstring>
#include <ctime>
#include <sys/resource.h>

#include "base/json.h"
#include "tests/test_data.h"

namespace steadyhand {
namespace {

std::string little_endian(std::uint64_t value) {
  std::string bytes(8, '\0');
  std::memcpy(bytes.data(), &value, 8);
  return bytes;
}

std::string file_of(const std::string& header, std::size_t data_bytes) {
  return little_endian(header.size()) + header + std::string(data_bytes, '\x01');
}

std::string tensor(const std::string& name, const std::string& dtype, const std::string& shape,
                   const std::string& offsets) {
  return Json(name).dump() + R"(:{"dtype":")" + dtype + R"(","shape":)" + shape +
         R"(,"data_offsets":)" + offsets + "}";
}

std::string header_of(const std::vector<std::string>& entries) {
  std::string header;
  for (const std::string& entry : entries) header.append(header.empty() ? "{" : ",").append(entry);
  return header.append("}");
}

void fill_with_name(const TensorSpec& spec, std::span<std::byte> bytes) {
  std::fill(bytes.begin(), bytes.end(), static_cast<std::byte>(spec.name.back()));
}

TEST(Safetensors, reads_back_what_it_wrote) {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "a.safetensors").string();
  const std::vector<TensorSpec> specs = {{"zebra.b", TensorType::bf16, {3, 5}},
                                         {"a", TensorType::f32, {}},
                                         {"empty.c", TensorType::i64, {0, 4}},
                                         {"flags.d", TensorType::boolean, {7}},
                                         {"é.e", TensorType::u8, {1, 1, 2}}};
  ASSERT_TRUE(write_safetensors(path, specs, fill_with_name));
  EXPECT_FALSE(std::filesystem::exists(path + ".partial"));
  const auto file = SafetensorsFile::open(path);
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_EQ(file->tensors().size(), specs.size());
  EXPECT_EQ(file->size(), std::filesystem::file_size(path));
  for (const TensorSpec& spec : specs) {
    const StoredTensor& stored = file->tensors().at(spec.name);
    EXPECT_EQ(stored.spec.type, spec.type);
    EXPECT_EQ(stored.spec.shape, spec.shape);
    ASSERT_EQ(stored.bytes.size(), spec.bytes());
    for (const std::byte byte : stored.bytes) {
      EXPECT_EQ(byte, static_cast<std::byte>(spec.name.back())) << spec.name;
    }
  }
  const auto start = reinterpret_cast<std::uintptr_t>(file->tensors().at("zebra.b").bytes.data());
  EXPECT_EQ(start % 8, 0u);
}

TEST(Safetensors, accepts_tensors_in_any_order_and_metadata) {
  const std::string header =
      header_of({R"("__metadata__":{"format":"pt"})", tensor("late", "F16", "[2]", "[4,8]"),
                 tensor("none", "F32", "[0]", "[4,4]"), tensor("early", "I32", "[1]", "[0,4]")});
  const auto tensors = parse_safetensors(bytes_of(file_of(header, 8)), "file");
  ASSERT_TRUE(tensors) << tensors.error().message;
  EXPECT_EQ(tensors->size(), 3u);
}

TEST(Safetensors, reports_a_disk_it_cannot_write) {
  const auto written =
      write_safetensors("/proc/none/a.safetensors", {{"a", TensorType::f32, {1}}}, fill_with_name);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::unavailable);
}

struct Forgery {
  const char* name;
  std::string contents;
  std::string message;  // what the error must say, after the file's name
};

// The part of a one-tensor file that is forged; everything else is right.
Forgery one_tensor(const char* name, const std::string& dtype, const std::string& shape,
                   const std::string& offsets, const std::string& message) {
  return {name, file_of(header_of({tensor("w", dtype, shape, offsets)}), 8),
          "tensor \"w\": " + message};
}

std::vector<Forgery> forged_headers() {
  return {
      {"empty file", "", "header size: expected 8 bytes, got 0"},
      {"seven bytes", "\1\2\3\4\5\6\7", "header size: expected 8 bytes, got 7"},
      {"header larger than file", little_endian(100) + "{}",
       "header size: expected at most 2 bytes, got 100"},
      {"header of 2^64-1 bytes", little_endian(UINT64_MAX) + "{}",
       "header size: expected at most 2 bytes, got 18446744073709551615"},
      {"header of 3 MiB", file_of(std::string(3u << 20, ' '), 0),
       "header size: expected at most 2097152 bytes, got 3145728"},
      {"header of nothing", little_endian(0), "header: line 1, column 1: incomplete JSON"},
      {"not JSON", file_of("PK\3\4 not a header", 0), "header: line 1, column 1: syntax error"},
      {"truncated JSON", file_of(R"({"w":{"dtype":"F32")", 0), "incomplete JSON"},
      {"nested too deep", file_of(std::string(100'000, '['), 0), "too deep"},
      {"not an object", file_of("[1]", 0), "header: expected an object, got an array"},
      {"a tensor twice",
       file_of(header_of({tensor("w", "F32", "[1]", "[0,4]"), tensor("w", "F32", "[1]", "[4,8]")}),
               8),
       "the key \"w\" stands twice"},
      {"a dtype twice",
       file_of(R"({"w":{"dtype":"F32","dtype":"I32","shape":[1],"data_offsets":[0,4]}})", 4),
       "the key \"dtype\" stands twice"},
      {"invalid UTF-8 in a name",
       file_of(header_of({tensor("\xFF\xFE", "F32", "[1]", "[0,4]")}), 4),
       "header: line 1, column"},
      {"entry of another type", file_of(R"({"w":[0,4]})", 4),
       "tensor \"w\": entry: expected an object, got an array"},
      {"no dtype", file_of(R"({"w":{"shape":[1],"data_offsets":[0,4]}})", 4),
       "tensor \"w\": dtype: expected one of F64 F32 F16 BF16 I64 I32 I16 I8 U8 BOOL, got nothing"},
      {"no shape", file_of(R"({"w":{"dtype":"F32","data_offsets":[0,4]}})", 4),
       "tensor \"w\": shape: expected an array of at most 8 sizes, got nothing"},
      {"no offsets", file_of(R"({"w":{"dtype":"F32","shape":[1]}})", 4),
       "tensor \"w\": data_offsets: expected two whole numbers, got nothing"},
      {"metadata of another type", file_of(R"({"__metadata__":{"format":1}})", 0),
       "__metadata__: expected an object of strings, got the number 1"},
      {"a hole",
       file_of(header_of({tensor("v", "U8", "[3]", "[0,3]"), tensor("w", "U8", "[4]", "[4,8]")}),
               8),
       "tensor \"w\": data_offsets: expected to begin at 3 where the tensor before ends, got 4"},
      {"an overlap",
       file_of(header_of({tensor("v", "U8", "[5]", "[0,5]"), tensor("w", "U8", "[4]", "[4,8]")}),
               8),
       "tensor \"w\": data_offsets: expected to begin at 5 where the tensor before ends, got 4"},
      {"two tensors of the same bytes",
       file_of(header_of({tensor("v", "U8", "[8]", "[0,8]"), tensor("w", "U8", "[8]", "[0,8]")}),
               8),
       "data_offsets: expected to begin at 8"},
      {"bytes that nobody owns", file_of(header_of({tensor("w", "U8", "[4]", "[0,4]")}), 8),
       "data: expected 4 bytes for all tensors, got 8"},
      {"no tensors but data", file_of("{}", 8), "data: expected 0 bytes for all tensors, got 8"},
      {"a long name",
       file_of(header_of({tensor(std::string(100'000, 'x'), "F99", "[2]", "[0,8]")}), 8),
       "xxxx...: dtype: expected one of"},
  };
}

std::vector<Forgery> forged_fields() {
  return {
      one_tensor("unknown dtype", "F33", "[2]", "[0,8]", "dtype: expected one of F64"),
      one_tensor(
          "dtype in lower case", "f32", "[2]", "[0,8]",
          "dtype: expected one of F64 F32 F16 BF16 I64 I32 I16 I8 U8 BOOL, got the string \"f32\""),
      one_tensor("wrong dtype for the bytes", "F64", "[2]", "[0,8]",
                 "data_offsets: expected 16 bytes for its shape and dtype, got 8 bytes"),
      one_tensor("wrong shape for the bytes", "F32", "[3]", "[0,8]",
                 "data_offsets: expected 12 bytes for its shape and dtype, got 8 bytes"),
      one_tensor("shape of another type", "F32", "\"2\"", "[0,8]",
                 "shape: expected an array of at most 8 sizes, got the string \"2\""),
      one_tensor("negative size", "F32", "[-2]", "[0,8]",
                 "shape: expected whole numbers from 0, got the number -2"),
      one_tensor("fraction of a size", "F32", "[2.5]", "[0,8]",
                 "shape: expected whole numbers from 0, got the number 2.5"),
      one_tensor("size past int64", "F32", "[18446744073709551615]", "[0,8]",
                 "shape: expected whole numbers from 0, got the number 1.8446744073709552e+19"),
      one_tensor("sizes whose product overflows to the right one", "F32",
                 "[4611686018427387904,4,2]", "[0,8]",
                 "data_offsets: expected a shape whose size can be addressed, got 8 bytes"),
      one_tensor("a petabyte", "F32", "[1048576,1073741824]", "[0,8]",
                 "data_offsets: expected 4503599627370496 bytes for its shape and dtype"),
      one_tensor("nine dimensions", "F32", "[2,1,1,1,1,1,1,1,1]", "[0,8]",
                 "shape: expected an array of at most 8 sizes, got an array"),
      one_tensor("one offset", "F32", "[2]", "[8]",
                 "data_offsets: expected two whole numbers, got an array"),
      one_tensor("three offsets", "F32", "[2]", "[0,4,8]",
                 "data_offsets: expected two whole numbers"),
      one_tensor("offsets of another type", "F32", "[2]", R"(["0","8"])",
                 "data_offsets: expected two whole numbers"),
      one_tensor("negative offset", "F32", "[2]", "[-8,0]",
                 "data_offsets: expected a range inside the file's 8 data bytes, got -8 to 0"),
      one_tensor("offsets turned round", "F32", "[2]", "[8,0]",
                 "data_offsets: expected a range inside the file's 8 data bytes, got 8 to 0"),
      one_tensor("offsets past the data", "F32", "[4]", "[0,16]",
                 "data_offsets: expected a range inside the file's 8 data bytes, got 0 to 16"),
      one_tensor("offsets past int64", "F32", "[2]", "[0,9223372036854775808]",
                 "data_offsets: expected two whole numbers"),
      one_tensor("offsets at the end of int64", "F32", "[2]",
                 "[9223372036854775800,9223372036854775807]",
                 "data_offsets: expected a range inside the file's 8 data bytes, got 92233"),
  };
}

long peak_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

void expect_refused(const Forgery& forgery) {
  SCOPED_TRACE(forgery.name);
  const TemporaryFolder folder;
  const std::string path = folder.write("forged.safetensors", forgery.contents);
  const long before = peak_kilobytes();
  const std::clock_t start = std::clock();  // of this process: other load does not count
  const auto file = SafetensorsFile::open(path);
  const std::clock_t spent = std::clock() - start;
  ASSERT_FALSE(file);
  const std::string& message = file.error().message;
  EXPECT_EQ(file.error().code, ErrorCode::bad_input);
  EXPECT_TRUE(message.starts_with(path + ": ")) << message;
  EXPECT_NE(message.find(forgery.message), std::string::npos) << message;
  EXPECT_EQ(message.find('\n'), std::string::npos) << message;
  EXPECT_LT(message.size(), path.size() + 400);
  EXPECT_LT(spent, CLOCKS_PER_SEC);
  EXPECT_TRUE(kSanitized || peak_kilobytes() - before < 100'000);
}

TEST(Safetensors, refuses_forged_headers) {
  for (const Forgery& forgery : forged_headers()) expect_refused(forgery);
}

TEST(Safetensors, refuses_forged_fields) {
  for (const Forgery& forgery : forged_fields()) expect_refused(forgery);
}

TEST(Safetensors, refuses_every_truncation) {
  const std::string whole = file_of(header_of({tensor("w", "F32", "[2]", "[0,8]")}), 8);
  ASSERT_TRUE(parse_safetensors(bytes_of(whole), "file"));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(parse_safetensors(bytes_of(whole).first(size), "file")) << size;
  }
}

// The largest header that is read at all, filled with what costs the most memory for its bytes.
TEST(Safetensors, survives_the_largest_header) {
  std::string numbers = R"({"w":{"dtype":"F32","shape":[0)";
  while (numbers.size() < (2u << 20) - 64) numbers += ",0";
  expect_refused({"many sizes", file_of(numbers + R"(],"data_offsets":[0,0]}})", 0),
                  "tensor \"w\": shape: expected an array of at most 8 sizes"});
}

}  // namespace
}  // namespace steadyhand
