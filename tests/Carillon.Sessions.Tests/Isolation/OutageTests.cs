using System.Data.Common;
using Carillon.Jobs;
using Carillon.Sessions.Tests.Faults;
using Carillon.TestSupport;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Isolation;

/// <summary>An outage blames no session: nothing is put aside, and all goes on where it was when the database is whole again.</summary>
public sealed class OutageTests(Schools schools) : IClassFixture<Schools>
{
    private static readonly Dictionary<string, (string Break, string Repair)> Outages = new()
    {
        ["a table that is gone"] = ("ALTER TABLE study_span RENAME TO gone", "ALTER TABLE gone RENAME TO study_span"),
        ["a column that is gone"] = ("ALTER TABLE study_span RENAME COLUMN from_at TO gone", "ALTER TABLE study_span RENAME COLUMN gone TO from_at"),
    };

    private static readonly Dictionary<string, (string Break, string Repair)> Constraints = new()
    {
        ["sqlite"] = (
            "CREATE TRIGGER refused BEFORE INSERT ON study_span WHEN new.student = 's1' BEGIN SELECT RAISE(ABORT, 'refused'); END", "DROP TRIGGER refused"),
        ["postgresql"] = ("ALTER TABLE study_span ADD CONSTRAINT refused CHECK (student <> 's1')", "ALTER TABLE study_span DROP CONSTRAINT refused"),
    };

    public static TheoryData<string, string> Cases =>
        [.. from kind in TestInstallation.Kinds from outage in Outages.Keys select new TheoryDataRow<string, string>(kind, outage)];

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_is_missing_of_the_schema_is_an_outage(string kind, string outage)
    {
        var school = await IdleAsync(kind);
        await school.ExecuteAsync(School.Hocmai, Outages[outage].Break, Ct);
        try
        {
            await Should.ThrowAsync<DbException>(async () => await school.SweepAsync(SessionSweeps.AutoEnd, Ct));
        }
        finally
        {
            await school.ExecuteAsync(School.Hocmai, Outages[outage].Repair, Ct);
        }

        (await school.SweepAsync(SessionSweeps.AutoEnd, Ct)).ShouldBe(new WorkCounts(Due: 3, Acted: 3));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_row_that_a_constraint_refuses_is_poison(string kind)
    {
        var school = await IdleAsync(kind);
        await school.ExecuteAsync(School.Hocmai, Constraints[kind].Break, Ct);
        try
        {
            var counts = await school.SweepAsync(SessionSweeps.AutoEnd, Ct);
            (counts.Acted, counts.Failed, counts.Quarantined).ShouldBe((2, 1, 1));
        }
        finally
        {
            await school.ExecuteAsync(School.Hocmai, Constraints[kind].Repair, Ct);
        }
    }

    private async Task<School> IdleAsync(string kind)
    {
        var school = await schools.OnAsync(kind, Ct);
        foreach (var student in new[] { "s0", "s1", "s2" })
        {
            await school.Study.StartAsync(School.Hocmai, school.Start(student, "s", 0), Ct);
        }

        school.Till(5);
        await school.Study.HeartbeatAsync(School.Hocmai, [.. new[] { "s0", "s1", "s2" }.Select(student => school.Beats(student, "s", [5]))], Ct);
        school.Till(30);
        return school;
    }
}
