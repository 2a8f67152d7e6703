using Carillon.Conventions.Tests.Reading;
using Shouldly;
using Xunit;

namespace Carillon.Conventions.Tests;

/// <summary>Every convention, held against this repository.</summary>
public sealed class RepositoryTests
{
    public static TheoryData<string> Conventions => [.. ConventionTypes.Select(type => type.Name).Order(StringComparer.Ordinal)];

    private static IEnumerable<Type> ConventionTypes =>
        typeof(IConvention).Assembly.GetTypes().Where(type => type is { IsClass: true } && type.IsAssignableTo(typeof(IConvention)));

    [Theory, MemberData(nameof(Conventions))]
    public void The_repository_keeps(string convention)
    {
        var rule = (IConvention)Activator.CreateInstance(ConventionTypes.Single(type => type.Name == convention))!;
        var found = rule.Violations(RepositoryTree.Instance).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void Every_convention_has_a_test_that_breaks_it()
    {
        var tests = typeof(IConvention).Assembly.GetTypes().Select(type => type.Name).ToHashSet();
        ConventionTypes.Where(type => !tests.Contains($"{type.Name}Tests")).Select(type => type.Name).ShouldBeEmpty();
    }
}
