using Xunit;

namespace Carillon.Conventions.Tests.Repository;

public sealed class FolderNamesTests
{
    private readonly FolderNames convention = new();

    [Fact]
    public void A_folder_by_kind_is_found() =>
        convention.ShouldFind("Helpers names a kind", ("src/Carillon/Jobs/Helpers/A.cs", ""), ("src/Carillon/Jobs/Helpers/B.cs", ""));

    [Fact]
    public void A_folder_by_domain_is_fine() =>
        convention.ShouldAccept(("src/Carillon/Tenancy/A.cs", ""));
}
