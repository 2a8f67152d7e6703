using Xunit;

namespace Carillon.Conventions.Tests.Sources;

public sealed class OneTypePerFileTests
{
    private readonly OneTypePerFile convention = new();

    [Fact]
    public void A_second_public_type_is_found() =>
        convention.ShouldFind("holds A and B", ("src/Carillon/A.cs", "public sealed class A; public delegate int B(int c);"));

    [Fact]
    public void A_file_with_another_name_is_found() =>
        convention.ShouldFind("should be called A.cs", ("src/Carillon/B.cs", "public enum A { C } internal sealed class B;"));

    [Fact]
    public void A_file_of_internal_types_with_another_name_is_found() =>
        convention.ShouldFind("should be called A.cs", ("src/Carillon/B.cs", "internal sealed class A;"));

    [Fact]
    public void Partials_arities_and_companions_are_fine() =>
        convention.ShouldAccept(
            ("src/Carillon/A.Log.cs", "public sealed partial class A { public enum Nested { B } }"),
            ("src/Carillon/C{T}.cs", "public interface C<T>;"),
            ("src/Carillon/D.cs", "public sealed record D; public sealed record D<T>; internal sealed class E;"),
            ("src/Carillon/F.cs", "public delegate Task<int> F(int a);"),
            ("src/Carillon/AssemblyInfo.cs", "[assembly: CLSCompliant(false)]"));
}
