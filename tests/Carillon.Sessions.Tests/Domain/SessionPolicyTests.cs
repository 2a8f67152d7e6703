using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Domain;

public sealed class SessionPolicyTests
{
    public static TheoryData<SessionPolicy, string> Contradictions() => new()
    {
        { SessionPolicy.Default with { Name = "" }, "Name" },
        { SessionPolicy.Default with { Version = 0 }, "Version" },
        { SessionPolicy.Default with { IdleTimeout = Duration.Zero }, "IdleTimeout" },
        { SessionPolicy.Default with { PauseTimeout = Duration.FromMinutes(9) }, "PauseTimeout" },
        { SessionPolicy.Default with { MaxSession = Duration.FromMinutes(29) }, "MaxSession" },
        { SessionPolicy.Default with { LateWindow = Duration.FromMinutes(29) }, "LateWindow" },
        { SessionPolicy.Default with { MaxOffsetJump = -Duration.Epsilon }, "MaxOffsetJump" },
        { SessionPolicy.Default with { MaxAge = Duration.Zero }, "MaxAge" },
        { SessionPolicy.Default with { MaxAge = Duration.FromDays(9_999) }, "MaxAge" },
        { SessionPolicy.Default with { TailPad = Duration.FromMinutes(11) }, "TailPad" },
        { SessionPolicy.Default with { PromptBefore = Duration.FromMinutes(10) }, "PromptBefore" },
        { SessionPolicy.Default with { Name = " " }, "Name" },
        { SessionPolicy.Default with { Name = "a\0b" }, "Name" },
        { SessionPolicy.Default with { Name = "x\ud800" }, "Name" },
        { SessionPolicy.Default with { Name = new string('n', 65) }, "Name" },
        { SessionPolicy.Default with { Name = null! }, "Name" },
        { SessionPolicy.Default with { IdleTimeout = Duration.FromMinutes(10) + Duration.Epsilon }, "IdleTimeout" },
        { SessionPolicy.Default with { PauseTimeout = Duration.FromMinutes(30) + Duration.Epsilon }, "PauseTimeout" },
        { SessionPolicy.Default with { MaxSession = Duration.FromHours(12) + Duration.Epsilon }, "MaxSession" },
        { SessionPolicy.Default with { MaxOffsetJump = Duration.FromMinutes(2) + Duration.Epsilon }, "MaxOffsetJump" },
        { SessionPolicy.Default with { MaxAge = Duration.FromHours(24) + Duration.Epsilon }, "MaxAge" },
        { SessionPolicy.Default with { LateWindow = Duration.FromHours(24) + Duration.Epsilon }, "LateWindow" },
        { SessionPolicy.Default with { TailPad = Duration.Epsilon }, "TailPad" },
        { SessionPolicy.Default with { PromptBefore = Duration.Epsilon }, "PromptBefore" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void A_policy_that_contradicts_itself_is_refused_by_the_name_of_the_rule(SessionPolicy policy, string rule) =>
        Should.Throw<ArgumentException>(policy.Validate).Message.ShouldContain(rule);

    [Fact]
    public void The_defaults_are_the_documented_ones() => SessionPolicy.Default.Validate().ShouldSatisfyAllConditions(
        policy => policy.IdleTimeout.ShouldBe(Duration.FromMinutes(10)),
        policy => policy.PauseTimeout.ShouldBe(Duration.FromMinutes(30)),
        policy => policy.MaxSession.ShouldBe(Duration.FromHours(12)),
        policy => policy.MaxOffsetJump.ShouldBe(Duration.FromMinutes(2)),
        policy => policy.MaxAge.ShouldBe(Duration.FromHours(24)),
        policy => policy.LateWindow.ShouldBe(Duration.FromHours(24)),
        policy => policy.TailPad.ShouldBe(Duration.Zero),
        policy => policy.Exclusivity.ToString().ShouldBe("supersede"),
        policy => policy.Scope.ShouldBe(ExclusivityScope.Student));
}
