using Shouldly;
using Xunit;

namespace Carillon.Conventions.Tests.Reading;

public sealed class CSharpTextTests
{
    [Theory]
    [InlineData("a // b\nc", "a     \nc")]
    [InlineData("a /* b\n */ c", "a     \n    c")]
    [InlineData("a(\"b\\\"{\") c", "a(\"    \") c")]
    [InlineData("a(@\"\\\") c", "a(@\" \") c")]
    [InlineData("a(@\"b\"\"c\") d", "a(@\"    \") d")]
    [InlineData("a(\"\", \"b\") c", "a(\"\", \" \") c")]
    [InlineData("a('\"', '\\'') b", "a(   ,     ) b")]
    [InlineData("$\"b{c.D(\"e\")}f{{g}}\"; h", "$\"  c.D(\" \")       \"; h")]
    [InlineData("$\"{a:yyyy'x'} b\"; c", "$\" a           \"; c")]
    [InlineData("\"\"\"a \"\" b\"\"\"; c", "\"\"\"      \"\"\"; c")]
    [InlineData("$$\"\"\"{a} {{b}} c\"\"\"; d", "$$\"\"\"      b    \"\"\"; d")]
    [InlineData("#pragma warning disable X // it's\nclass A;", "                                 \nclass A;")]
    [InlineData("a ? b::c : d", "a ? b::c : d")]
    public void Keeps_the_code_and_blanks_the_rest(string text, string code)
    {
        var found = new CSharpText(text).Code;
        found.TrimEnd(' ').ShouldBe(code.TrimEnd(' '));
        found.Length.ShouldBe(text.Length);
    }
}
