using Carillon.TestSupport;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Faults;

/// <summary>A12: a call or a sweep that comes again with the same keys changes no row: at once, after the end, and when all is closed.</summary>
public sealed class RepetitionTests(Schools schools) : IClassFixture<Schools>
{
    private static readonly SessionPolicy Policy = SessionPolicy.Default with { MaxSession = Duration.FromMinutes(60) };

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A12_Whatever_is_repeated_changes_no_row(string kind)
    {
        var school = await schools.OnAsync(kind, Ct, Policy);
        var story = Story(school);
        foreach (var (index, (minute, call)) in story.Index())
        {
            school.Till(minute);
            await call();
            var once = await school.DumpAsync(Ct);
            await call();
            (await school.DumpAsync(Ct)).ShouldBe(once, $"call {index} at minute {minute}");
        }

        var before = await school.DumpAsync(Ct);
        before.ShouldContain("study_part: ");
        before.ShouldContain($"finalised_at=+{(24 * 60 + 70) * 60_000_000L}");
        foreach (var (index, (_, call)) in story.Index())
        {
            await call();
            (await school.DumpAsync(Ct)).ShouldBe(before, $"call {index} when all is closed");
        }
    }

    // Every call of the service and both sweeps. The last sweep closes everything.
    private static List<(double Minute, Func<Task> Call)> Story(School school)
    {
        var (study, tenant) = (school.Study, School.Hocmai);
        return
        [
            (0, async () => await study.SetPolicyAsync(tenant, Policy, Ct)),
            (0, async () => await study.StartAsync(tenant, school.Start("an", "old", 0), Ct)),
            (2, async () => await study.HeartbeatAsync(tenant, school.Beats("an", "old", [1, 2]), Ct)),
            (3, async () => await study.StartAsync(tenant, school.Start("an", "new", 3, contest: "olympiad"), Ct)),
            (3, async () => await study.StartAsync(tenant, school.Start("binh", "long", 3), Ct)),
            (4, async () => await study.PauseAsync(tenant, school.Command("an", "new", 4), Ct)),
            (6, async () => await study.ResumeAsync(tenant, school.Command("an", "new", 6), Ct)),
            (9, async () => await study.HeartbeatAsync(tenant, [school.Beats("an", "new", [9]), school.Beats("binh", "long", [9])], Ct)),
            (20, async () => await school.SweepAsync(SessionSweeps.AutoEnd, Ct)),
            (21, async () => await study.HeartbeatAsync(tenant, school.Beats("binh", "long", [15, 21]), Ct)),
            (22, async () => await study.ContinueAsync(tenant, school.Command("an", "new", 22), Ct)),
            (25, async () => await study.SubmitAsync(tenant, school.Command("an", "new", 25), Ct)),
            (26, async () => await study.StopAsync(tenant, school.Command("an", "old", 26), Ct)),
            (70, async () => await study.HeartbeatAsync(tenant, school.Beats("binh", "long", [30, 40, 50, 60, 70]), Ct)),
            (81, async () => await school.SweepAsync(SessionSweeps.AutoEnd, Ct)),
            (82, async () => await study.RebuildTotalsAsync(tenant, "binh", Ct)),
            (82, async () => await study.EraseStudentAsync(tenant, "nobody", Ct)),
            (24 * 60 + 81, async () => await school.SweepAsync(SessionSweeps.Finalise, Ct)),
        ];
    }
}
