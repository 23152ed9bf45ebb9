#include "tests/tidy/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tidy/example.h"

namespace steadyhand::tidy {
namespace {

using testing::HasSubstr;

TEST(Layout, NamesTheLineAndTheRemedy) {
  const std::string wide(101, 'x');
  const Tree tree = example({{"base/a.cpp", "int a;\n" + wide + "\nint\tb; \nint c;\r\n"}});
  EXPECT_EQ(text_of(check_layout(tree)),
            "base/a.cpp:2: layout: 101 columns: break the line at 100\n"
            "base/a.cpp:3: layout: a tab: indent with spaces\n"
            "base/a.cpp:3: layout: blanks at the end of the line: remove them\n"
            "base/a.cpp:4: layout: a carriage return: end lines with a newline alone\n");
}

TEST(Layout, ColumnsAreCharactersAndProseMayBeWide) {
  std::string wide = "# ";
  for (int i = 0; i < 98; ++i) wide += "\u00e9";
  EXPECT_EQ(text_of(check_layout(example({{"a.py", wide + "\n"}}))), "");
  EXPECT_EQ(text_of(check_layout(example({{"a.md", std::string(300, 'x') + "\n"}}))), "");
  EXPECT_THAT(text_of(check_layout(example({{"scripts/run", "#!/bin/sh\n" + wide + "xx\n"}}))),
              HasSubstr("102 columns"));
}

TEST(Layout, OneNewlineEndsAFile) {
  EXPECT_THAT(text_of(check_layout(example({{"a.cpp", "int a;"}}))), HasSubstr("exactly one"));
  EXPECT_THAT(text_of(check_layout(example({{"a.cpp", "int a;\n\n"}}))), HasSubstr("exactly one"));
}

TEST(Lengths, SeventyLinesFit) {
  const auto function = [](int lines) {
    return "void f() {\n" + repeated("  g();\n", lines - 2) + "}\n";
  };
  EXPECT_EQ(text_of(check_lengths(example({{"a.cpp", function(70)}}))), "");
  EXPECT_EQ(text_of(check_lengths(example({{"a.cpp", "\n" + function(71)}}))),
            "a.cpp:2: function length: \"void f()\" has 71 lines: split it at a named step, 70 is "
            "the limit\n");
  EXPECT_THAT(text_of(check_lengths(example({{"a.py", "def f():\n" + repeated("    g()\n", 70)}}))),
              HasSubstr("\"def f():\" has 71 lines"));
  EXPECT_THAT(
      text_of(check_lengths(example({{"a.sh", "f() {\n" + repeated("  g\n", 69) + "}\n"}}))),
      HasSubstr("has 71 lines"));
}

TEST(Lengths, FilesAreSplitAtFourHundred) {
  EXPECT_EQ(text_of(check_lengths(example({{"a.cpp", repeated("int a;\n", 400)}}))), "");
  EXPECT_THAT(text_of(check_lengths(example({{"a.cpp", repeated("int a;\n", 401)}}))),
              HasSubstr("a.cpp: file length: 401 lines"));
}

TEST(Headers, ExplainThemselvesAndAreReadOnce) {
  EXPECT_EQ(text_of(check_headers(example({{"base/a.h", "// A.\n#pragma once\n"}}))), "");
  EXPECT_THAT(text_of(check_headers(example({{"base/a.h", "#pragma once\n"}}))),
              HasSubstr("begin with a comment"));
  EXPECT_THAT(
      text_of(check_headers(example({{"base/a.h", "// A.\n#include <a>\n#pragma once\n"}}))),
      HasSubstr("first directive"));
}

std::string spaces(const std::string& path, const std::string& text) {
  return text_of(check_namespaces(example({{path, text}})));
}

TEST(Namespaces, OneAFolder) {
  EXPECT_EQ(spaces("vision/a.cpp", "namespace steadyhand::vision {\n}\n"), "");
  EXPECT_EQ(spaces("base/a.cpp", "namespace steadyhand {\nnamespace {\n}\n}\n"), "");
  EXPECT_EQ(spaces("vision/x86.h", "// Intrinsics.\n#pragma once\n#include <immintrin.h>\n"), "");
  EXPECT_EQ(spaces("cli/main.cpp", "int main(int argc, char** argv) {\n}\n"), "");
  EXPECT_THAT(spaces("vision/a.cpp", "namespace steadyhand::agent {\n}\n"),
              HasSubstr("vision/a.cpp:1: namespace: opens steadyhand::agent"));
  EXPECT_THAT(spaces("vision/a.cpp", "int a;\n"), HasSubstr("into namespace steadyhand::vision"));
}

TEST(DeadFiles, SourcesAreBuilt) {
  const std::string list = "add_executable(a a.cpp)\nforeach(name one)\n";
  EXPECT_EQ(text_of(check_dead_files(example(
                {{"fuzz/CMakeLists.txt", list}, {"fuzz/a.cpp", ""}, {"fuzz/one.cpp", ""}}))),
            "");
  EXPECT_EQ(
      text_of(check_dead_files(example({{"fuzz/CMakeLists.txt", list}, {"fuzz/aa.cpp", ""}}))),
      "fuzz/aa.cpp: dead file: no CMakeLists.txt builds it: add it there, or remove it\n");
}

TEST(DeadFiles, HeadersAreIncludedByOthers) {
  const std::string list = "add_library(a a.cpp)\n";
  const std::string source = "#include \"base/a.h\"\n";
  EXPECT_THAT(text_of(check_dead_files(example(
                  {{"base/CMakeLists.txt", list}, {"base/a.h", ""}, {"base/a.cpp", source}}))),
              HasSubstr("base/a.h: dead file: nobody includes it"));
}

TEST(DeadFiles, ModulesAreImportedOrRun) {
  EXPECT_THAT(text_of(check_dead_files(example({{"training/a.py", ""}}))),
              HasSubstr("nothing imports or runs it"));
  for (const std::string user : {"from training.a import f\n", "from . import a\n"}) {
    EXPECT_EQ(
        text_of(check_dead_files(example({{"training/a.py", ""}, {"training/test_a.py", user}}))),
        "");
  }
  EXPECT_EQ(text_of(check_dead_files(example(
                {{"training/a.py", ""}, {"README.md", "`python -m training.a` trains.\n"}}))),
            "");
  EXPECT_EQ(text_of(check_dead_files(
                example({{"training/a_program.py", ""},
                         {"training/test_a.py", "run(f\"training.{kind}_program\")\n"}}))),
            "");
  EXPECT_EQ(text_of(check_dead_files(example(
                {{"training/__main__.py", ""}, {"README.md", "`python -m training` trains.\n"}}))),
            "");
  EXPECT_THAT(
      text_of(check_dead_files(example(
          {{"training/__main__.py", ""}, {"a.py", "import training\n"}, {"b.md", "a.py"}}))),
      HasSubstr("training/__main__.py: dead file"));
}

TEST(DeadFiles, ScriptsAndPicturesAreNamed) {
  const Tree tree = example({{"README.md", "`scripts/setup`\n"},
                             {"scripts/setup", "#!/bin/bash\n"},
                             {"scripts/lost", "#!/bin/bash\n"},
                             {"docs/images/lost.png", ""}});
  EXPECT_EQ(text_of(check_dead_files(tree)),
            "docs/images/lost.png: dead file: no page shows it: remove it\n"
            "scripts/lost: dead file: no page or script names it: say what it is for\n");
}

std::string words(const std::string& path, const std::string& text) {
  return text_of(check_words(example({{path, text}})));
}

// The examples are put together from halves: this file keeps the rules too.
TEST(Words, NotesAndMachinePaths) {
  EXPECT_THAT(words("a.cpp",
                    "int a;\n// TO"
                    "DO: b\n"),
              HasSubstr("a.cpp:2: note to oneself"));
  EXPECT_THAT(words("a.md",
                    "a HA"
                    "CK\n"),
              HasSubstr("note to oneself"));
  EXPECT_EQ(words("a.cpp", "mkstemp(\"/tmp/XXXXXX\");\n"), "");
  EXPECT_THAT(words("a.py",
                    "open('/ho"
                    "me/me/a')\n"),
              HasSubstr("machine path"));
  EXPECT_THAT(words("a.sh",
                    "cd /ro"
                    "ot/a\n"),
              HasSubstr("machine path"));
  EXPECT_EQ(words("a.sh",
                  "cd $base/ro"
                  "ot/a\n"),
            "");
}

TEST(Words, OnlyTestsLookBesideTheTree) {
  const std::string text =
      "../"
      "shared/data\n";
  EXPECT_EQ(words("tests/a.cpp", text), "");
  EXPECT_THAT(words("cli/a.cpp", text), HasSubstr("beside the tree"));
}

}  // namespace
}  // namespace steadyhand::tidy
