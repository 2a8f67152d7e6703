using Carillon.Jobs;
using Carillon.Tenancy;
using Carillon.Testing.Faults;
using Carillon.TestSupport;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Lifecycle;

public sealed class SuspensionTests
{
    private static readonly JobName Sweep = new("test.sweep");

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_faulted_tenant_that_is_provisioned_again_goes_on_at_once(string kind)
    {
        await using var life = await Life.StartAsync(kind, Ct);
        var tenant = await life.Installation.AddTenantAsync("hocmai", Ct);
        (await life.Get<ITenantCatalogWriter>().TryUpdateAsync(tenant with { Status = TenantStatus.Faulted, StatusReason = "broken" }, Life.Actor, Ct)).ShouldBeTrue();
        var hinted = (await life.Get<INextDueStore>().HintAsync([new(Life.Hocmai, Sweep, life.Clock.GetCurrentInstant())], Ct)).Rows.Single();
        (await life.Get<INextDueStore>().TryRaiseAsync(hinted, null, Ct)).ShouldBeTrue();

        (await life.Installation.AddTenantAsync("hocmai", Ct)).Status.ShouldBe(TenantStatus.Active);

        (await life.DueAsync(Life.Hocmai, Sweep, Ct))!.WakeAt.ShouldBe(life.Clock.GetCurrentInstant());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_suspended_tenant_keeps_its_data_and_is_refused_and_a_resumed_one_goes_on_at_once(string kind)
    {
        await using var life = await Life.StartAsync(kind, Ct);
        await life.Installation.AddTenantAsync("hocmai", Ct);
        await life.Installation.RunUncheckedAsync(Life.Hocmai, "CREATE TABLE kept (id integer); INSERT INTO kept VALUES (7)", Ct);

        var suspended = await life.Lifecycle.SuspendAsync(Life.Hocmai, "unpaid\nsince May", Life.Actor, Ct);
        (suspended.Status, suspended.StatusReason, suspended.Version).ShouldBe((TenantStatus.Suspended, "unpaid?since May", 3));
        (await life.FindAsync(Life.Hocmai, Ct)).ShouldBe(suspended);
        (await Should.ThrowAsync<TenantNotActiveException>(() => life.Installation.Connections.BeginAsync(Life.Hocmai, Ct).AsTask())).Status
            .ShouldBe(TenantStatus.Suspended);

        // A worker that found it out of service put its work off for good.
        var hinted = (await life.Get<INextDueStore>().HintAsync([new(Life.Hocmai, Sweep, life.Clock.GetCurrentInstant())], Ct)).Rows.Single();
        (await life.Get<INextDueStore>().TryRaiseAsync(hinted, null, Ct)).ShouldBeTrue();
        (await life.DueAsync(Life.Hocmai, Sweep, Ct)).ShouldBeNull();

        var resumed = await life.Lifecycle.ResumeAsync(Life.Hocmai, Life.Actor, Ct);
        (resumed.Status, resumed.StatusReason).ShouldBe((TenantStatus.Active, null));
        (await life.DueAsync(Life.Hocmai, Sweep, Ct))!.WakeAt.ShouldBe(life.Clock.GetCurrentInstant());
        await using var transaction = await life.Installation.Connections.BeginAsync(Life.Hocmai, Ct);
        (await transaction.FirstOrDefaultAsync($"SELECT id FROM kept", r => r.Int(0), Ct)).ShouldBe(7);
        var log = await life.Get<IAuditLog>().ListAsync(new() { Tenant = Life.Hocmai, Actor = Life.Actor }, Ct);
        log.Count.ShouldBe(2);
        log[1].Note.After!.ShouldContain("\"status\":\"Suspended\",\"statusReason\":\"unpaid?since May\"");
        log[0].Note.After!.ShouldContain("\"status\":\"Active\"");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Doing_it_again_changes_nothing_and_what_the_status_forbids_is_refused_by_both_names(string kind)
    {
        await using var life = await Life.StartAsync(kind, Ct);
        await life.Installation.AddTenantAsync("hocmai", Ct);

        (await life.Lifecycle.ResumeAsync(Life.Hocmai, Life.Actor, Ct)).Version.ShouldBe(2);
        var first = await life.Lifecycle.SuspendAsync(Life.Hocmai, "unpaid", Life.Actor, Ct);
        (await life.Lifecycle.SuspendAsync(Life.Hocmai, "unpaid", Life.Actor, Ct)).ShouldBe(first);
        await life.Lifecycle.DeleteAsync(Life.Hocmai, TenantData.Keep, Life.Actor, Ct);

        var refused = await Should.ThrowAsync<TenantTransitionException>(() => life.Lifecycle.ResumeAsync(Life.Hocmai, Life.Actor, Ct).AsTask());
        (refused.From, refused.To).ShouldBe((TenantStatus.Deleted, TenantStatus.Active));
        refused.Message.ShouldBe("Tenant 'hocmai' is Deleted and cannot become Active.");
        await Should.ThrowAsync<TenantTransitionException>(() => life.Lifecycle.SuspendAsync(Life.Hocmai, "why", Life.Actor, Ct).AsTask());
        await Should.ThrowAsync<TenantNotActiveException>(() => life.Installation.AddTenantAsync("hocmai", Ct));
        await Should.ThrowAsync<TenantNotFoundException>(() => life.Lifecycle.SuspendAsync(Life.Icc, "why", Life.Actor, Ct).AsTask());
        await Should.ThrowAsync<ArgumentException>(() => life.Lifecycle.SuspendAsync(Life.Hocmai, " ", Life.Actor, Ct).AsTask());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Changes_that_come_at_the_same_time_all_find_their_place(string kind)
    {
        await using var life = await Life.StartAsync(kind, Ct);
        await life.Installation.AddTenantAsync("hocmai", Ct);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => life.Lifecycle.SuspendAsync(Life.Hocmai, $"reason {i}", Life.Actor, Ct).AsTask(), Ct)));

        var found = await life.FindAsync(Life.Hocmai, Ct);
        (found.Status, found.Version).ShouldBe((TenantStatus.Suspended, 10));
        (await life.ActionsAsync(Life.Hocmai, Ct)).Count.ShouldBe(10);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_tenant_whose_database_is_not_its_own_is_not_resumed(string kind)
    {
        await using var life = await Life.StartAsync(kind, Ct);
        await life.Installation.AddTenantAsync("hocmai", Ct);
        await life.Lifecycle.SuspendAsync(Life.Hocmai, "moved", Life.Actor, Ct);
        await life.Installation.RunUncheckedAsync(Life.Hocmai, "UPDATE carillon_identity SET tenant_id = 'icc'", Ct);

        await Should.ThrowAsync<WrongTenantDatabaseException>(() => life.Lifecycle.ResumeAsync(Life.Hocmai, Life.Actor, Ct).AsTask());

        (await life.StatusAsync(Life.Hocmai, Ct)).ShouldBe(TenantStatus.Suspended);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Wherever_it_dies_the_next_call_ends_it(string kind)
    {
        await using var life = await Life.StartAsync(kind, Ct);
        await life.Installation.AddTenantAsync("hocmai", Ct);
        await life.Get<INextDueStore>().HintAsync([new(Life.Hocmai, Sweep, life.Clock.GetCurrentInstant())], Ct);

        var report = await FaultSweep.RunAsync(
            new()
            {
                PrepareAsync = async ct =>
                {
                    var row = (await life.DueAsync(Life.Hocmai, Sweep, ct))!;
                    (await life.Get<INextDueStore>().TryRaiseAsync(row, life.Clock.GetCurrentInstant() + Duration.FromDays(1), ct)).ShouldBeTrue();
                },
                RunAsync = async (plan, ct) =>
                {
                    using (life.Use(plan))
                    {
                        await AwayAndBackAsync(life, ct);
                    }
                },
                RecoverAsync = ct => AwayAndBackAsync(life, ct),
                VerifyAsync = async ct =>
                {
                    (await life.StatusAsync(Life.Hocmai, ct)).ShouldBe(TenantStatus.Active);
                    (await life.DueAsync(Life.Hocmai, Sweep, ct))!.WakeAt.ShouldBe(life.Clock.GetCurrentInstant());
                },
            },
            TextWriter.Null,
            Ct);

        report.Visited.Count(p => p.Sql == "COMMIT" && p.Moment == CrashMoment.After).ShouldBeGreaterThanOrEqualTo(3);
        var versions = (await life.Get<IAuditLog>().ListAsync(new() { Tenant = Life.Hocmai, Limit = 1000 }, Ct)).Count;
        (await life.FindAsync(Life.Hocmai, Ct)).Version.ShouldBe(versions);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Who_waits_for_a_connection_while_the_tenant_is_suspended_gets_none(string kind)
    {
        await using var life = await Life.StartAsync(kind, Ct, b => b.ConfigureConnectionBudget(o => o.PerServer = 1));
        await life.Installation.AddTenantAsync("hocmai", Ct);
        var budget = life.Get<ConnectionBudget>();
        var first = await life.Installation.Connections.BeginAsync(Life.Hocmai, Ct);
        var second = Task.Run(() => life.Installation.Connections.BeginAsync(Life.Hocmai, Ct).AsTask(), Ct);
        while (budget.Use.Single().Waiting == 0)
        {
            await Task.Yield();
        }

        await life.Lifecycle.SuspendAsync(Life.Hocmai, "unpaid", Life.Actor, Ct);
        await first.DisposeAsync();

        (await Should.ThrowAsync<TenantNotActiveException>(() => second)).Status.ShouldBe(TenantStatus.Suspended);
        var use = budget.Use.Single();
        (use.Open, use.Idle, use.Waiting).ShouldBe((1, 1, 0));
    }

    private static async Task AwayAndBackAsync(Life life, CancellationToken ct)
    {
        await life.Lifecycle.SuspendAsync(Life.Hocmai, "unpaid", Life.Actor, ct);
        await life.Lifecycle.ResumeAsync(Life.Hocmai, Life.Actor, ct);
    }
}
