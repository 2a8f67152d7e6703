using Carillon.Tenancy;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy;

public sealed class TenantIdTests
{
    [Theory]
    [InlineData("hocmai")]
    [InlineData("a")]
    [InlineData("0")]
    [InlineData("0_-")]
    [InlineData("lms_tenant-9")]
    public void Reads_what_it_writes(string text) => TenantId.Parse(text).Value.ShouldBe(text);

    [Fact]
    public void Lowers_upper_case() => TenantId.Parse("HocMai").ShouldBe(TenantId.Parse("hocmai"));

    [Fact]
    public void Takes_63_characters_and_not_64()
    {
        TenantId.TryParse(new string('a', 63), out _).ShouldBeTrue();
        TenantId.TryParse(new string('a', 64), out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" hocmai")]
    [InlineData("hocmai\n")]
    [InlineData("-a")]
    [InlineData("_a")]
    [InlineData("a.b")]
    [InlineData("a:b")]
    [InlineData("a/b")]
    [InlineData("../a")]
    [InlineData("a'; DROP TABLE tenant; --")]
    [InlineData("a\0b")]
    [InlineData("học-mãi")]
    [InlineData("ı")]
    [InlineData("\u212A")]
    [InlineData("a\u202Eb")]
    [InlineData("\uD800")]
    [InlineData("١")]
    public void Refuses_hostile_text_and_names_it_safely(string text)
    {
        TenantId.TryParse(text, out var id).ShouldBeFalse();
        id.ShouldBe(default);
        var error = Should.Throw<FormatException>(() => TenantId.Parse(text));
        error.Message.Any(c => char.IsControl(c) || char.IsSurrogate(c)).ShouldBeFalse();
        error.Message.ShouldContain("is not a tenant id");
    }

    [Fact]
    public void Refuses_long_text_without_repeating_all_of_it() =>
        Should.Throw<FormatException>(() => TenantId.Parse(new string('x', 1_000_000))).Message.Length.ShouldBeLessThan(300);

    [Fact]
    public void Default_names_no_tenant()
    {
        Should.Throw<InvalidOperationException>(() => default(TenantId).Value);
        default(TenantId).ToString().ShouldBe("");
    }

    [Fact]
    public void Any_text_is_refused_or_is_legal_and_stable() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            if (!TenantId.TryParse(text, out var id))
            {
                return true;
            }

            var legal = id.Value.Length is > 0 and <= 63 && id.Value.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '_' or '-');
            return legal && TenantId.Parse(id.Value) == id && string.Equals(id.Value, text, StringComparison.OrdinalIgnoreCase);
        }).QuickCheckThrowOnFailure();
}
