using Carillon.Operations;
using Carillon.Sessions.Operations;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Faults;

/// <summary>A11: totals are a projection of the study time, and other rules touch only the days that they change.</summary>
public sealed class RebuildTests(Schools schools) : IClassFixture<Schools>
{
    private const int Day = 24 * 60;

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A11_Totals_that_were_lost_are_rebuilt_for_all_students_also_of_closed_sessions(string kind)
    {
        var school = await TwoDaysAsync(kind);
        school.Till(2 * Day);
        await school.SweepAsync(SessionSweeps.Finalise, Ct);
        var before = await TotalsAsync(school, "micros");
        await school.ExecuteAsync(School.Hocmai, "DELETE FROM study_total WHERE student <> 'binh' OR kind = 0; UPDATE study_total SET micros = 1", Ct);

        var rebuilt = (RebuiltTotals)(await RunAsync(school, "sessions.rebuild-totals", new RebuildTotalsInput()))!;

        before.Count.ShouldBe(8);
        rebuilt.ShouldBe(new(2, 8));
        (await TotalsAsync(school, "micros")).ShouldBe(before);
        (await RunAsync(school, "sessions.rebuild-totals", new RebuildTotalsInput())).ShouldBe(new RebuiltTotals(2, 0));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A11_Other_rules_touch_only_the_days_that_they_change(string kind)
    {
        var school = await TwoDaysAsync(kind);
        var before = await TotalsAsync(school, "micros", "version");

        var report = (RecomputeReport)(await RunAsync(school, "sessions.recompute", new RecomputeInput(Duration.FromMinutes(15), Apply: true)))!;
        var after = await TotalsAsync(school, "micros", "version");

        // Only the gap of 12 minutes of the second day of 'an' counts under the new rules: the day and its subject.
        report.Days.Select(day => (day.Student, day.BeforeSeconds, day.AfterSeconds)).ShouldBe([("an", 420, 1_140)]);
        after.Count.ShouldBe(before.Count);
        after.Except(before).Count().ShouldBe(2);
        before.Except(after).ShouldAllBe(row => row.StartsWith("an day1", StringComparison.Ordinal));
    }

    // Two students study on two days; the dawn is 15:00 in their zone.
    private async Task<School> TwoDaysAsync(string kind)
    {
        var school = await schools.OnAsync(kind, Ct);
        foreach (var (day, beats) in new[] { (0, new double[] { 5, 9 }), (Day, [Day + 7, Day + 19]) })
        {
            foreach (var student in new[] { "an", "binh" })
            {
                school.Till(day);
                await school.Study.StartAsync(School.Hocmai, school.Start(student, $"s{day}", day), Ct);
            }

            school.Till(beats[^1]);
            await school.Study.HeartbeatAsync(School.Hocmai, school.Beats("an", $"s{day}", beats), Ct);
            await school.Study.HeartbeatAsync(School.Hocmai, school.Beats("binh", $"s{day}", [beats[0]], sent: beats[^1]), Ct);
            school.Till(day + 60);
            await school.SweepAsync(SessionSweeps.AutoEnd, Ct);
        }

        return school;
    }

    private static async Task<List<string>> TotalsAsync(School school, params string[] columns) =>
        [.. TenantDump.RowsOf(await school.DumpAsync(Ct), "study_total")
            .Select(row => $"{row["student"]} {row["date"]} {row["kind"]} {row["key"]} {string.Join(' ', columns.Select(column => row[column]))}")];

    private static async Task<object?> RunAsync(School school, string name, object input)
    {
        var services = school.Installation.Services;
        return await services.GetRequiredService<OperationCatalog>().Find(name)!
            .InvokeAsync(input, new OperationContext(services) { Tenant = School.Hocmai }, Ct);
    }
}
