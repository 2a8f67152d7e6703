using Carillon.Tenancy;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy.Connections;

public sealed class ConnectionNameTests
{
    [Theory]
    [InlineData("Warehouse", "warehouse")]
    [InlineData("a", "a")]
    [InlineData("2nd_db-x", "2nd_db-x")]
    public void A_name_is_lower_case(string text, string expected) => new ConnectionName(text).Value.ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a b")]
    [InlineData("../a")]
    [InlineData("a\0")]
    [InlineData("é")]
    [InlineData("'; DROP TABLE carillon_connection; --")]
    public void Anything_else_is_refused(string text) => Should.Throw<ArgumentException>(() => new ConnectionName(text)).Message.ShouldNotContain("\0");

    [Fact]
    public void It_is_63_characters_at_most()
    {
        new ConnectionName(new string('a', 63)).Value.Length.ShouldBe(63);
        Should.Throw<ArgumentException>(() => new ConnectionName(new string('a', 64)));
        Should.Throw<InvalidOperationException>(() => default(ConnectionName).Value);
    }
}
