using System.Reflection;
using System.Text.RegularExpressions;
using Carillon.Jobs;
using Carillon.Operations;
using Carillon.Sessions.Tests.Faults;
using Carillon.Sessions.Tests.Storage;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Defects;

/// <summary>The numbered defects of the source document that are about tenants, workers and transactions.</summary>
public sealed partial class TenancyDefectTests(Schools schools) : IClassFixture<Schools>
{
    /// <summary>Defects that cannot be written here, each with the rule that removes it.</summary>
    private static readonly Dictionary<int, string> Rules = new()
    {
        [12] = "The pack takes a TenantId from its caller and reads no request; who may act for which tenant is decided where requests come in.",
    };

    private static readonly TenantId Icc = TenantId.Parse("icc");

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_numbered_defect_has_a_test_or_a_rule()
    {
        var tested = new[] { typeof(SourceDefectTests), typeof(SourceDefectStorageTests), typeof(TenancyDefectTests) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .Select(method => Number().Match(method.Name)).Where(match => match.Success)
            .Select(match => int.Parse(match.Groups[1].Value, null));

        tested.Concat(Rules.Keys).Distinct().Order().ShouldBe(Enumerable.Range(1, 17));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Defect_06_One_poison_row_does_not_roll_back_the_others_of_its_batch(string kind)
    {
        var school = await StartedAsync(await schools.OnAsync(kind, Ct), [School.Hocmai], "an", "binh", "chi");
        await school.ExecuteAsync(School.Hocmai, "UPDATE study_session SET zone_id = 'Mars/Olympus' WHERE student = 'binh'", Ct);

        var counts = await school.SweepAsync(SessionSweeps.AutoEnd, Ct);

        (counts.Acted, counts.Failed, counts.Quarantined).ShouldBe((2, 1, 1));
        (await school.Study.FindAsync(School.Hocmai, "an", "s", Ct))!.EndReason.ShouldBe(SessionEndReason.AutoEnded);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Defect_08_A_sweep_that_throws_is_rolled_back_and_the_verb_says_so(string kind)
    {
        var school = await StartedAsync(await schools.OnAsync(kind, Ct), [School.Hocmai], "an", "binh", "chi");
        await school.ExecuteAsync(School.Hocmai, "UPDATE study_session SET zone_id = 'Mars/Olympus' WHERE student = 'binh'", Ct);
        var told = new List<OperationProgress>();
        var context = new OperationContext(school.Installation.Services) { Progress = new Lines(told) };
        var autoEnd = school.Installation.Services.GetRequiredService<OperationCatalog>().Find("sessions.auto-end")!;
        var report = (AutoEndReport)(await autoEnd.InvokeAsync(new AutoEndInput(), context, Ct))!;

        context.ExitCode.ShouldBe(OperationExitCode.Partial);
        (report.Ended, report.Tenants.Single().Failed).ShouldBe((2, 1));
        told.Where(line => line.IsProblem).ShouldHaveSingleItem().Text.ShouldBe("  ✗ Tenant hocmai: 2 sessions ended, 1 session failed");
        var poisoned = TenantDump.RowsOf(await school.DumpAsync(Ct), "study_session").Single(row => row["student"] == "binh");
        poisoned.ContainsKey("ended_at").ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Defect_09_Workers_that_overlap_end_each_session_once(string kind)
    {
        var students = Enumerable.Range(0, 10).Select(i => $"s{i}").ToArray();
        var school = await StartedAsync(await schools.OnAsync(kind, Ct), [School.Hocmai], students);

        var workers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => school.SweepAsync(SessionSweeps.AutoEnd, Ct), Ct)));

        workers.Sum(counts => counts.Acted).ShouldBe(students.Length);
        var dump = await school.DumpAsync(Ct);
        TenantDump.RowsOf(dump, "carillon_outbox").Count(row => row["topic"] == SessionEnded.Topic).ShouldBe(students.Length);
        TenantDump.RowsOf(dump, "study_total").Where(row => row["kind"] == "0").ShouldAllBe(row => row["micros"] == "300000000");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Defect_10_A_call_that_fails_for_one_tenant_leaves_nothing_behind_for_the_next(string kind)
    {
        await using var school = await School.OpenAsync(kind, [School.Hocmai, Icc], Ct);
        var wrongZone = school.Start("an", "s", 0) with { ZoneId = "Mars/Olympus" };
        await Should.ThrowAsync<ArgumentException>(async () => await school.Study.StartAsync(School.Hocmai, wrongZone, Ct));
        await Task.WhenAll(
            Task.Run(async () => await school.Study.StartAsync(Icc, school.Start("an", "icc", 0), Ct), Ct),
            Task.Run(async () => await school.Study.StartAsync(School.Hocmai, school.Start("an", "hocmai", 0), Ct), Ct));

        foreach (var tenant in new[] { School.Hocmai, Icc })
        {
            TenantDump.RowsOf(await school.DumpAsync(tenant, Ct), "study_session").ShouldHaveSingleItem()["client_session_id"].ShouldBe(tenant.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Defect_11_A_new_tenant_is_swept_without_being_listed_and_a_run_that_fails_for_all_is_no_success(string kind)
    {
        await using var school = await School.OpenAsync(kind, [School.Hocmai, Icc], Ct);
        await StartedAsync(school, [School.Hocmai, Icc], "an");
        var fanOut = school.Installation.Services.GetRequiredService<ITenantFanOut>();
        var report = await fanOut.RunAsync(
            TenantQuery.Active, async (scope, ct) => (await school.Sweeps.RunAsync(SessionSweeps.AutoEnd, scope.Tenant.Id, ct)).Counts.Acted, new(), Ct);
        var failed = await fanOut.RunAsync(
            TenantQuery.Active, (scope, ct) => ValueTask.FromException<int>(new TimeoutException()), new(), Ct);

        report.Results.Select(result => (result.Tenant, result.Value)).ShouldBe([(School.Hocmai, 1), (Icc, 1)]);
        (report.ExitCode, failed.ExitCode).ShouldBe((0, 1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Defect_13_What_joins_a_transaction_ends_with_it(string kind)
    {
        var school = await StartedAsync(await schools.OnAsync(kind, Ct), [School.Hocmai], "an");
        var before = await school.DumpAsync(Ct);
        foreach (var commits in new[] { false, true })
        {
            await using (var tx = await school.Installation.Connections.BeginAsync(School.Hocmai, Ct))
            {
                await school.Study.StartAsync(tx, school.Start("binh", "s", 30), Ct);
                await school.Study.HeartbeatAsync(tx, [school.Beats("an", "s", [30])], Ct);
                await school.Study.SubmitAsync(tx, school.Command("binh", "s", 30), Ct);
                if (commits)
                {
                    await tx.CommitAsync(Ct);
                }
            }

            ((await school.DumpAsync(Ct)) == before).ShouldBe(!commits);
        }
    }

    // A session of each student, last heard of at minute 5; it is minute 30.
    private static async Task<School> StartedAsync(School school, TenantId[] tenants, params string[] students)
    {
        foreach (var (tenant, student) in from tenant in tenants from student in students select (tenant, student))
        {
            await school.Study.StartAsync(tenant, school.Start(student, "s", 0), Ct);
        }

        school.Till(5);
        foreach (var tenant in tenants)
        {
            await school.Study.HeartbeatAsync(tenant, [.. students.Select(student => school.Beats(student, "s", [5]))], Ct);
        }

        school.Till(30);
        return school;
    }

    private sealed class Lines(List<OperationProgress> told) : IProgress<OperationProgress>
    {
        public void Report(OperationProgress value) => told.Add(value);
    }

    [GeneratedRegex(@"^Defect_(\d\d)_")]
    private static partial Regex Number();
}
