using Xunit;

namespace Carillon.Conventions.Tests.Sources;

public sealed class NamespacesTests
{
    private readonly Namespaces convention = new();

    [Theory]
    [InlineData("src/Carillon/Locking/LockKey.cs", "Carillon.Jobs")]
    [InlineData("src/Carillon/Locking/LockKey.cs", "Carillon")]
    [InlineData("src/Carillon.Time/Tick.cs", "Carillon")]
    [InlineData("src/Carillon.Sessions/Domain/Session.cs", "Carillon.Sessions.Domain")]
    public void A_namespace_that_is_not_the_place_is_found(string path, string name) =>
        convention.ShouldFind($"namespace {name} should be", (path, $"namespace {name};\npublic sealed class A;"));

    [Fact]
    public void A_namespace_block_is_found() =>
        convention.ShouldFind("no file-scoped namespace", ("src/Carillon.Time/A.cs", "namespace Carillon.Time { public class A; }"));

    [Fact]
    public void A_type_without_a_namespace_is_found() =>
        convention.ShouldFind("no file-scoped namespace", ("src/Carillon.Time/A.cs", "public class A;"));

    [Fact]
    public void Areas_and_internal_folders_are_fine() =>
        convention.ShouldAccept(
            ("src/Carillon/Locking/LockKey.cs", "namespace Carillon.Locking;\npublic sealed class LockKey;"),
            ("src/Carillon/Locking/LockingBuilderExtensions.cs", "namespace Carillon;\npublic static class LockingBuilderExtensions;"),
            ("src/Carillon/Locking/InProcess/Leases.cs", "namespace Carillon.Locking;\ninternal sealed class Leases;"),
            ("src/Carillon.Sessions/Domain/Session.cs", "namespace Carillon.Sessions;\npublic sealed class Session;"),
            ("src/Carillon.Sessions/Storage/Rows.cs", "namespace Carillon.Sessions.Storage;\ninternal sealed class Rows;"),
            ("src/Carillon.EntityFrameworkCore/Jobs/RunStore.cs", "namespace Carillon.EntityFrameworkCore.Jobs;\npublic sealed class RunStore;"));
}
