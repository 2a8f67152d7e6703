using Carillon.Conventions.Tests.Reading;
using Shouldly;

namespace Carillon.Conventions.Tests;

/// <summary>What the tests of a convention say about a made-up tree.</summary>
public static class ConventionAssertions
{
    public static void ShouldFind(this IConvention convention, string expected, params (string Path, string Text)[] files)
    {
        var found = convention.Violations(SourceTree.Of(files)).ToList();
        found.Count.ShouldBe(1, string.Join('\n', found));
        found[0].ShouldContain(expected);
    }

    public static void ShouldAccept(this IConvention convention, params (string Path, string Text)[] files) =>
        convention.Violations(SourceTree.Of(files)).ShouldBeEmpty();
}
