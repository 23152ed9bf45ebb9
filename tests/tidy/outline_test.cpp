#include "tests/tidy/outline.h"

#include <gtest/gtest.h>

namespace steadyhand::tidy {
namespace {

std::string shape_of(const std::vector<Function>& functions) {
  std::string text;
  for (const Function& f : functions) {
    text += f.head + " " + std::to_string(f.first_line) + "-" + std::to_string(f.last_line) + "; ";
  }
  return text;
}

std::string cpp(std::string_view code) { return shape_of(outline_cpp(code).functions); }

std::string python(std::string_view code) { return shape_of(python_functions(code)); }

TEST(Outline, FindsFunctionsOfEveryKind) {
  EXPECT_EQ(cpp("int f() {\n}\n"), "int f() 1-2; ");
  EXPECT_EQ(cpp("\n// f\nint f(int a,\n      int b) {\n  if (a) {\n  }\n}\n"),
            "int f(int a, int b) 3-7; ");
  EXPECT_EQ(cpp("struct S {\n  int f() const { return 1; }\n  int g_ = 2;\n};\n"),
            "int f() const 2-2; ");
  EXPECT_EQ(cpp("class C {\n public:\n  C() : a_{1}, b_(2) {\n    f();\n  }\n};\n"),
            "C() : a_ 3-5; ");
  EXPECT_EQ(cpp("template <class T = A<B>>\nauto f(T t = {}) -> int {\n}\n"),
            "template <class T = A<B>> auto f(T t = 1-3; ");
  EXPECT_EQ(cpp("T& value() & { return x; }\n"), "T& value() & 1-1; ");
  EXPECT_EQ(cpp("TEST(A, B) {\n}\nTEST(A, C) {\n}\n"), "TEST(A, B) 1-2; TEST(A, C) 3-4; ");
}

TEST(Outline, TablesAndTypesAreNoFunctions) {
  EXPECT_EQ(cpp("const std::vector<int> kTable = {\n  1,\n};\n"), "");
  EXPECT_EQ(cpp("const auto kTable = make({\n  {f(1)},\n});\n"), "");
  EXPECT_EQ(cpp("struct alignas(16) A {\n};\nenum class B { x };\nclass C final : D<int> {\n};\n"),
            "");
  EXPECT_EQ(cpp("extern \"C\" {\nvoid f();\n}\n"), "");
}

TEST(Outline, LiteralsAndCommentsDoNotDeceive) {
  EXPECT_EQ(cpp("void f() {\n  g(\"}\", '}', 1'000, R\"x(})x\");  // }\n  /* } */\n}\n"),
            "void f() 1-4; ");
  EXPECT_EQ(cpp("#define OPEN \\\n  void g() {\nvoid f() {\n}\n"), "void f() 3-4; ");
  EXPECT_EQ(cpp("void f() {\n  auto g = [] { return A{1}; };\n}\nvoid h() {}\n"),
            "void f() 1-3; void h() 4-4; ");
}

TEST(Outline, NamespacesNest) {
  const auto spaces =
      outline_cpp("namespace a {\nnamespace {\n}\nnamespace b::c {\n}\n}\nnamespace d {\n}\n")
          .namespaces;
  ASSERT_EQ(spaces.size(), 3u);
  EXPECT_EQ(spaces[0].name, "a");
  EXPECT_EQ(spaces[1].name, "a::b::c");
  EXPECT_EQ(spaces[1].line, 4);
  EXPECT_EQ(spaces[2].name, "d");
}

TEST(Outline, IncludesInsideStringsAreText) {
  const auto includes = includes_of(
      "#include <vector>\n  #  include \"base/image.h\"\n// #include <a>\n"
      "auto s = R\"(\n#include <b>\n)\";\n");
  ASSERT_EQ(includes.size(), 2u);
  EXPECT_EQ(includes[0].path, "vector");
  EXPECT_EQ(includes[1].path, "base/image.h");
  EXPECT_TRUE(includes[1].quoted);
  EXPECT_EQ(includes[1].line, 2);
}

TEST(Outline, PythonFollowsIndentation) {
  EXPECT_EQ(python("def f(\n    a,\n):\n    '''\nx = (\n'''\n    # e\n\n    return 1\n\n\nx = 1\n"),
            "def f( 1-9; ");
  EXPECT_EQ(python("class A:\n    def f(self):\n        return '('\n\n"
                   "    async def g(self):\n        def h():\n            pass\n"),
            "def f(self): 2-3; async def g(self): 5-7; def h(): 6-7; ");
}

TEST(Outline, ShellFunctionsEndAtTheirBrace) {
  EXPECT_EQ(shape_of(shell_functions("f() {\n  g\n}\nh() { i; }\n")), "f() 1-3; ");
}

}  // namespace
}  // namespace steadyhand::tidy
