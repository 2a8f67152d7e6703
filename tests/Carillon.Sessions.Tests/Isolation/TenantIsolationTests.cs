using System.Data.Common;
using Carillon.Jobs;
using Carillon.Sessions.Tests.Faults;
using Carillon.Tenancy;
using Carillon.Testing.Faults;
using Carillon.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Isolation;

/// <summary>A9: a tenant's rows are a function of that tenant's data alone.</summary>
public sealed class TenantIsolationTests
{
    private static readonly TenantId[] Healthy = [TenantId.Parse("t1"), TenantId.Parse("t4"), TenantId.Parse("t7")];
    // Before and after the tenant in every order by key.
    private static readonly string[] Others = ["aaa", "zzz"];

    private static readonly TenantId Stamp = TenantId.Parse("t2");
    private static readonly TenantId Table = TenantId.Parse("t3");
    private static readonly TenantId Gone = TenantId.Parse("t5");
    private static readonly TenantId Crash = TenantId.Parse("t6");

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A9_Broken_tenants_are_named_once_and_the_others_rows_are_as_if_they_were_not_there(string kind)
    {
        TenantId[] broken = [Stamp, Table, Gone, Crash];
        await using var school = await School.OpenAsync(kind, [.. Healthy, .. broken], Ct);
        await using var alone = await School.OpenAsync(kind, Healthy, Ct);
        await TellAsync(school, [.. Healthy, .. broken]);
        await TellAsync(alone, Healthy);
        await school.Installation.RunUncheckedAsync(Stamp, "UPDATE carillon_identity SET tenant_id = 'other'", Ct);
        await school.Installation.RunUncheckedAsync(Table, "DROP TABLE study_evidence", Ct);
        await school.RestartAsync(Ct);
        await RemoveDatabaseAsync(school, Gone);

        school.Till(60);
        alone.Till(60);
        TenantFanOutReport<WorkCounts> report;

        // The crash comes in the middle of the writes of the sweep.
        using (school.Faults.Use(FaultPlan.CrashAt(9, CrashMoment.After), tenant => tenant == Crash))
        {
            report = await SweepAllAsync(school);
        }

        var reportAlone = await SweepAllAsync(alone);

        report.Results.Select(result => result.Tenant).ShouldBe([.. Healthy.Concat(broken).Order()]);
        report.ExitCode.ShouldBe(3);
        Failure(report, Stamp).ShouldBeOfType<WrongTenantDatabaseException>();
        Failure(report, Gone).ShouldNotBeNull();
        Failure(report, Crash).ShouldBeOfType<SimulatedCrashException>();
        Failure(report, Table).ShouldBeAssignableTo<DbException>()!.Message.ShouldContain("study_evidence");
        foreach (var tenant in Healthy)
        {
            report.Results.Single(result => result.Tenant == tenant).Value.ShouldBe(
                reportAlone.Results.Single(result => result.Tenant == tenant).Value);
            (await school.DumpAsync(tenant, Ct)).ShouldBe(await alone.DumpAsync(tenant, Ct));
        }

        // The crashed tenant is whole again with the next run.
        (await SweepAllAsync(school)).Results.Single(result => result.Tenant == Crash).Value.Acted.ShouldBe(3);
        (await school.DumpAsync(Crash, Ct)).Replace(Crash.Value, Healthy[0].Value, StringComparison.Ordinal)
            .ShouldBe(await alone.DumpAsync(Healthy[0], Ct));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A9_Rows_of_another_tenant_in_the_same_database_are_neither_read_nor_written(string kind)
    {
        await using var school = await School.OpenAsync(kind, Ct);
        await using var alone = await School.OpenAsync(kind, Ct);
        foreach (var one in new[] { school, alone })
        {
            await TellAsync(one, [School.Hocmai]);
        }

        await school.ExecuteAsync(School.Hocmai, string.Concat(from other in Others from table in TenantDump.Tables select Copy(table, other)), Ct);
        await school.ExecuteAsync(School.Hocmai, "UPDATE study_session SET subject = 'stolen', contest = 'stolen' WHERE tenant_id <> 'hocmai'", Ct);
        var before = await DumpOthersAsync(school);
        foreach (var one in new[] { school, alone })
        {
            await RunAllAsync(one);
        }

        before.ShouldContain("study_span: ");
        (await DumpOthersAsync(school)).ShouldBe(before);
        (await school.DumpAsync(Ct)).ShouldBe(await alone.DumpAsync(Ct));

        string Copy(string table, string other) =>
            $"CREATE TABLE copied AS SELECT * FROM {table} WHERE tenant_id = 'hocmai'; UPDATE copied SET tenant_id = '{other}'; INSERT INTO {table} SELECT * FROM copied; DROP TABLE copied;";
    }

    private static async Task<string> DumpOthersAsync(School school) => string.Join(
        "\n\n",
        await TenantDump.ReadAsync(school.Installation.Connections, School.Hocmai, Others[0], school.Dawn, Ct),
        await TenantDump.ReadAsync(school.Installation.Connections, School.Hocmai, Others[1], school.Dawn, Ct));

    // Three idle sessions, one submitted before, one with three parts of evidence.
    private static async Task TellAsync(School school, TenantId[] tenants)
    {
        foreach (var tenant in tenants)
        {
            foreach (var student in new[] { "an", "binh", "chi" })
            {
                await school.Study.StartAsync(tenant, school.Start(student, "first", 0), Ct);
            }
        }

        school.Till(5);
        foreach (var tenant in tenants)
        {
            await school.Study.SubmitAsync(tenant, school.Command("an", "first", 5), Ct);
            await school.Study.StartAsync(tenant, school.Start("an", "second", 5), Ct);
            await school.Study.HeartbeatAsync(tenant, school.Beats("binh", "first", [3, 5]), Ct);
        }
    }

    private static async Task RunAllAsync(School school)
    {
        var study = school.Study;
        school.Till(8);
        await study.HeartbeatAsync(School.Hocmai, [school.Beats("an", "second", [8]), school.Beats("binh", "first", [8])], Ct);
        await study.StartAsync(School.Hocmai, school.Start("chi", "second", 8), Ct);
        school.Till(20);
        await school.SweepAsync(SessionSweeps.AutoEnd, Ct);
        school.Till(21);
        await study.HeartbeatAsync(School.Hocmai, school.Beats("an", "second", [16, 21]), Ct);
        await study.StatisticsAsync(School.Hocmai, "an", Ct);
        await study.EraseStudentAsync(School.Hocmai, "binh", Ct);
        school.Till(60);
        await school.SweepAsync(SessionSweeps.AutoEnd, Ct);
        school.Till(2_000);
        await school.SweepAsync(SessionSweeps.Finalise, Ct);
    }

    private static Task<TenantFanOutReport<WorkCounts>> SweepAllAsync(School school) =>
        school.Installation.Services.GetRequiredService<ITenantFanOut>().RunAsync(
            TenantQuery.Active,
            async (scope, ct) => (await school.Sweeps.RunAsync(SessionSweeps.AutoEnd, scope.Tenant.Id, ct)).Counts,
            new TenantFanOutOptions { Parallelism = 3 },
            Ct);

    private static Exception? Failure(TenantFanOutReport<WorkCounts> report, TenantId tenant)
    {
        var result = report.Results.Single(result => result.Tenant == tenant);
        result.Outcome.ShouldBe(TenantOutcome.Failed, tenant.Value);
        return result.Error;
    }

    private static async Task RemoveDatabaseAsync(School school, TenantId tenant)
    {
        var address = await school.Installation.Services.GetRequiredService<IDatabaseDirectory>().LocateAsync(tenant, Ct);
        if (school.Installation.Kind == "sqlite")
        {
            File.Delete(new SqliteConnectionStringBuilder(address.ConnectionString).DataSource);
        }
        else
        {
            await PostgreSqlServer.DropDatabaseAsync(address.ConnectionString, Ct);
        }
    }
}
