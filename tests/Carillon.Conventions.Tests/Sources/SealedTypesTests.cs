using Xunit;

namespace Carillon.Conventions.Tests.Sources;

public sealed class SealedTypesTests
{
    private readonly SealedTypes convention = new();

    [Theory]
    [InlineData("public class A { }")]
    [InlineData("public record A(int B);")]
    [InlineData("public record class A;")]
    [InlineData("public sealed class B { private class A { } }")]
    [InlineData("[Serializable] internal partial class A { }")]
    [InlineData("#nullable disable\nclass A;")]
    public void An_open_class_is_found(string code) =>
        convention.ShouldFind("A is neither", ("src/Carillon.Time/A.cs", code));

    [Fact]
    public void Decided_classes_are_fine() =>
        convention.ShouldAccept(
            ("src/Carillon.Time/A.cs", "public sealed class A<T> where T : class, new() { } public abstract class B; public static class C;"),
            ("src/Carillon.Time/D.cs", "public sealed record D; public readonly record struct E(int F); public interface IG; public enum H { I }"),
            ("src/Carillon.Time/J.cs", "public sealed partial class J { }"),
            ("src/Carillon.Time/J.Log.cs", "partial class J { }"),
            ("src/Carillon.Time/K.cs", "static class K { const string Text = \"; public class L\"; /* ; class M */ }"),
            ("tests/A.Tests/N.cs", "public class N;"));
}
