using Xunit;

namespace Carillon.Conventions.Tests.Sources;

public sealed class StaticStateTests
{
    private readonly StaticState convention = new();

    [Theory]
    [InlineData("private static int a;", "static field a can change")]
    [InlineData("internal static Func<int, Task<string?>>? a = null;", "static field a can change")]
    [InlineData("static volatile bool a = true;", "static field a can change")]
    [InlineData("private static (int B, int C) a;", "static field a can change")]
    [InlineData("private static List<(int B, int C)> a;", "static field a can change")]
    [InlineData("static Dictionary<string, List<(int, int)>> a = B<int>();", "static field a can change")]
    [InlineData("[ThreadStatic] private static int[]? a;", "static field a can change")]
    [InlineData("public static event Action? a;", "static field a can change")]
    [InlineData("private static readonly Dictionary<string, int> a = [];", "static field a can change")]
    [InlineData("private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, int> a = new();", "static field a can change")]
    [InlineData("public static string a { get; set; } = \"\";", "static property a has a setter")]
    [InlineData("public static string a { get => b; private set { } }", "static property a has a setter")]
    public void State_that_can_change_is_found(string member, string expected) =>
        convention.ShouldFind(expected, ("src/Carillon/A.cs", $"public sealed class A\n{{\n    {member}\n}}"));

    [Theory]
    [InlineData("private static readonly FrozenDictionary<string, int> A = B();")]
    [InlineData("private static readonly AsyncLocal<int> A = new();")]
    [InlineData("public static int A { get; } = 3;")]
    [InlineData("public static int A => b == 3 ? 1 : 2;")]
    [InlineData("public static int A(int b = 3, string c = \"\") => b;")]
    [InlineData("public static bool operator ==(A b, A c) => true;")]
    [InlineData("public static implicit operator int(A b) => 1;")]
    [InlineData("private static List<int> A(List<int> b, Func<List<int>, bool> c) { return b; }")]
    [InlineData("public static B<C, D> A<C, D>(B<C, D> e, Func<C, D> f) { return e; }")]
    [InlineData("private static partial Regex A();")]
    [InlineData("static abstract int A { get; }")]
    [InlineData("static A() { }")]
    [InlineData("int B() { return c.Select(static x => x + 1).Max(static (d, e) => d); }")]
    [InlineData("private int a; public int B { get; set; }")]
    [InlineData("static List<int> A(List<int> b, Func<List<int>, bool> c) => b;")]
    [InlineData("private const int A = 1;")]
    public void What_cannot_change_is_fine(string member) =>
        convention.ShouldAccept(("src/Carillon/A.cs", $"using static System.Math;\npublic static class A\n{{\n    {member}\n}}"));
}
