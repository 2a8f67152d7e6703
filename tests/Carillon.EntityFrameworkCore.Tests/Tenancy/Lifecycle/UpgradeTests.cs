using Carillon.Tenancy;
using Carillon.Testing;
using Carillon.Testing.Clocks;
using Carillon.Testing.Faults;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Lifecycle;

public sealed class UpgradeTests
{
    private const string BackToVersion1 = "ALTER TABLE note DROP COLUMN stars; DELETE FROM carillon_schema WHERE component = 'notes' AND version = 2";
    private static readonly TenantId Vnu = TenantId.Parse("vnu");
    private static readonly TenantQuery All = new() { Statuses = Enum.GetValues<TenantStatus>() };

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task All_tenants_are_upgraded_with_a_report_and_then_there_is_nothing_to_do(string kind)
    {
        await using var older = await StartAsync(kind, "hocmai", "icc");
        await older.Lifecycle.SuspendAsync(Life.Icc, "unpaid", Life.Actor, Ct);
        await Notes.WriteAsync(older.Installation.Connections, Life.Hocmai, 1, Ct);
        await using var newer = await RestartAsync(older);
        await Should.ThrowAsync<SchemaVersionException>(() => newer.Installation.Connections.BeginAsync(Life.Hocmai, Ct).AsTask());

        var first = await UpgradeAsync(newer);
        var second = await UpgradeAsync(newer);

        first.Results.Select(r => (r.Tenant, r.Value!.Status)).ShouldBe([(Life.Hocmai, TenantStatus.Active), (Life.Icc, TenantStatus.Suspended)]);
        first.Results.ShouldAllBe(r => r.Value!.Changes.Single() == new SchemaChange("notes", 1, 2));
        second.Results.ShouldAllBe(r => r.Outcome == TenantOutcome.Succeeded && r.Value!.Changes.Count == 0);
        (first.ExitCode, second.ExitCode).ShouldBe((0, 0));
        (await Notes.CountAsync(newer.Installation.Connections, Life.Hocmai, Ct)).ShouldBe((1, 2));
        (await newer.ActionsAsync(Life.Hocmai, Ct)).Count(a => a == AuditActions.TenantUpgraded).ShouldBe(1);
        (await newer.FindAsync(Life.Icc, Ct)).StatusReason.ShouldBe("unpaid");
        await newer.Lifecycle.ResumeAsync(Life.Icc, Life.Actor, Ct);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_tenant_whose_schema_cannot_be_upgraded_is_faulted_until_it_can_and_stops_no_other(string kind)
    {
        await using var older = await StartAsync(kind, "hocmai", "icc", "vnu");
        await older.Lifecycle.SuspendAsync(Vnu, "unpaid", Life.Actor, Ct);
        foreach (var broken in new[] { Life.Hocmai, Vnu })
        {
            await older.Installation.RunUncheckedAsync(broken, "ALTER TABLE note ADD COLUMN stars integer", Ct);
        }

        await using var newer = await RestartAsync(older);
        var report = await UpgradeAsync(newer);

        report.ExitCode.ShouldBe(3);
        report.Results.Select(r => r.Outcome).ShouldBe([TenantOutcome.Failed, TenantOutcome.Succeeded, TenantOutcome.Failed]);
        report.Results[0].Error.ShouldBeOfType<TenantFaultedException>().Reason.ShouldContain("stars");
        var faulted = await newer.FindAsync(Life.Hocmai, Ct);
        (faulted.Status, faulted.StatusReason!.Contains("stars", StringComparison.Ordinal)).ShouldBe((TenantStatus.Faulted, true));
        (await Should.ThrowAsync<TenantNotActiveException>(() => newer.Installation.Connections.BeginAsync(Life.Hocmai, Ct).AsTask())).Status.ShouldBe(TenantStatus.Faulted);
        var suspended = await newer.FindAsync(Vnu, Ct);
        (suspended.Status, suspended.StatusReason).ShouldBe((TenantStatus.Suspended, "unpaid"));
        (await Should.ThrowAsync<TenantTransitionException>(() => newer.Lifecycle.ResumeAsync(Life.Hocmai, Life.Actor, Ct).AsTask())).Message.ShouldContain("upgrade it");

        await newer.Installation.RunUncheckedAsync(Life.Hocmai, "ALTER TABLE note DROP COLUMN stars", Ct);
        var repaired = await UpgradeAsync(newer, new() { Only = [Life.Hocmai], Statuses = All.Statuses });

        repaired.Results.Single().Value!.Status.ShouldBe(TenantStatus.Active);
        (await newer.FindAsync(Life.Hocmai, Ct)).StatusReason.ShouldBeNull();
        await Notes.WriteAsync(newer.Installation.Connections, Life.Hocmai, 1, Ct);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_says_nothing_about_the_schema_is_reported_and_faults_nobody(string kind)
    {
        await using var older = await StartAsync(kind, "hocmai", "icc", "vnu");
        await older.Installation.RunUncheckedAsync(Life.Icc, "UPDATE carillon_identity SET tenant_id = 'other'", Ct);
        await older.Installation.RunUncheckedAsync(Vnu, "INSERT INTO carillon_schema SELECT component, 3, 3, installed_at FROM carillon_schema WHERE component = 'notes'", Ct);
        await using var newer = await RestartAsync(older);
        await newer.Installation.LoseAsync(Life.Hocmai, leavesItEmpty: false, Ct);

        var report = await UpgradeAsync(newer);

        report.ExitCode.ShouldBe(1);
        report.Results[0].Error.ShouldBeAssignableTo<System.Data.Common.DbException>();
        report.Results[1].Error.ShouldBeOfType<WrongTenantDatabaseException>();
        report.Results[2].Error.ShouldBeOfType<SchemaVersionException>().Message.ShouldContain("upgrade the host");
        foreach (var tenant in new[] { Life.Hocmai, Life.Icc, Vnu })
        {
            (await newer.StatusAsync(tenant, Ct)).ShouldBe(TenantStatus.Active);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_host_of_the_older_version_goes_on_working_and_nothing_is_lost(string kind)
    {
        await using var older = await StartAsync(kind, "hocmai");
        if (kind == "sqlite")
        {
            await Notes.WriteAsync(older.Installation.Connections, Life.Hocmai, 1, Ct);
            await using var newer = await RestartAsync(older);
            await UpgradeAsync(newer);
            await Notes.WriteAsync(newer.Installation.Connections, Life.Hocmai, 2, Ct);
            await using var again = await newer.Installation.RestartAsync(Ct, Configure(Notes.Version1, older.Clock));
            await Notes.WriteAsync(again.Connections, Life.Hocmai, 3, Ct);
            (await Notes.CountAsync(again.Connections, Life.Hocmai, Ct)).ShouldBe((3, 2));
            return;
        }

        await using var second = older.Installation.SecondHost(Configure(Notes.Version2, older.Clock));
        using var upgraded = new CancellationTokenSource();
        var written = 0;
        var writer = Task.Run(
            async () =>
            {
                while (!upgraded.IsCancellationRequested || written < 20)
                {
                    await Notes.WriteAsync(older.Installation.Connections, Life.Hocmai, written, Ct);
                    Interlocked.Increment(ref written);
                }
            },
            Ct);
        (await second.Services.GetRequiredService<ITenantUpgrade>().RunAsync(All, new(), Life.Actor, Ct)).ExitCode.ShouldBe(0);
        await upgraded.CancelAsync();
        await writer;

        await Notes.WriteAsync(second.Connections, Life.Hocmai, -1, Ct);
        (await Notes.CountAsync(older.Installation.Connections, Life.Hocmai, Ct)).ShouldBe((written + 1, 2));
    }

    [Fact]
    public async Task Two_hosts_that_upgrade_at_once_do_each_step_once()
    {
        await using var older = await StartAsync("postgresql", "hocmai", "icc", "vnu");
        await using var one = older.Installation.SecondHost(Configure(Notes.Version2, older.Clock));
        await using var two = older.Installation.SecondHost(Configure(Notes.Version2, older.Clock));

        var reports = await Task.WhenAll(new[] { one, two, one }.Select(host => host.Services.GetRequiredService<ITenantUpgrade>().RunAsync(All, new(), Life.Actor, Ct)));

        reports.ShouldAllBe(r => r.ExitCode == 0);
        foreach (var tenant in new[] { Life.Hocmai, Life.Icc, Vnu })
        {
            (await Notes.CountAsync(two.Connections, tenant, Ct)).Versions.ShouldBe(2);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Wherever_an_upgrade_dies_the_next_one_ends_it(string kind)
    {
        await using var older = await StartAsync(kind, "hocmai");
        await Notes.WriteAsync(older.Installation.Connections, Life.Hocmai, 1, Ct);
        await using var life = await RestartAsync(older);
        await UpgradeAsync(life);

        var report = await FaultSweep.RunAsync(
            new()
            {
                PrepareAsync = async ct =>
                {
                    await life.Installation.RunUncheckedAsync(Life.Hocmai, BackToVersion1, ct);
                    var found = await life.FindAsync(Life.Hocmai, ct);
                    (await life.Get<ITenantCatalogWriter>().TryUpdateAsync(found with { Status = TenantStatus.Faulted }, Life.Actor, ct)).ShouldBeTrue();
                },
                RunAsync = async (plan, ct) =>
                {
                    using (life.Use(plan))
                    {
                        var result = (await UpgradeAsync(life)).Results.ToList() is [var only] ? only : null;
                        if (result?.Error is { } error)
                        {
                            throw error;
                        }
                    }
                },
                RecoverAsync = async ct => (await UpgradeAsync(life)).ExitCode.ShouldBe(0),
                VerifyAsync = async ct =>
                {
                    (await life.StatusAsync(Life.Hocmai, ct)).ShouldBe(TenantStatus.Active);
                    (await Notes.CountAsync(life.Installation.Connections, Life.Hocmai, ct)).ShouldBe((1, 2));
                },
            },
            TextWriter.Null,
            Ct);

        report.Visited.Count.ShouldBe(2 * report.Statements);
        report.Visited.Select(p => p.Sql).ShouldContain(sql => sql.StartsWith("ALTER TABLE", StringComparison.Ordinal));
    }

    private static Action<CarillonBuilder> Configure(SchemaComponent notes, ManualClock clock) => b => b.AddSchema(notes).AddTesting(clock);

    private static async Task<Life> StartAsync(string kind, params string[] tenants)
    {
        var life = await Life.StartAsync(kind, Ct, b => b.AddSchema(Notes.Version1));
        foreach (var tenant in tenants)
        {
            await life.Installation.AddTenantAsync(tenant, Ct);
        }

        return life;
    }

    private static async Task<Life> RestartAsync(Life older) => new(await older.Installation.RestartAsync(Ct, Configure(Notes.Version2, older.Clock)), older.Clock);

    private static Task<TenantFanOutReport<UpgradedTenant>> UpgradeAsync(Life life, TenantQuery? query = null) =>
        life.Get<ITenantUpgrade>().RunAsync(query ?? All, new(), Life.Actor, Ct);
}
