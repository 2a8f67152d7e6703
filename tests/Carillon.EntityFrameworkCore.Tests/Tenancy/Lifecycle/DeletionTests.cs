using Carillon.Jobs;
using Carillon.Sqlite;
using Carillon.Tenancy;
using Carillon.Testing.Faults;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Lifecycle;

public sealed class DeletionTests
{
    private static readonly string[] Traces = ["carillon_job_run", "carillon_job_schedule", "carillon_tenant_due", "carillon_sweep_history", "carillon_connection"];

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite", TenantData.Keep)]
    [InlineData("sqlite", TenantData.Drop)]
    [InlineData("postgresql", TenantData.Keep)]
    [InlineData("postgresql", TenantData.Drop)]
    public async Task A_deleted_tenant_leaves_its_id_and_the_log(string kind, TenantData data)
    {
        await using var life = await Life.StartAsync(kind, Ct);
        foreach (var tenant in new[] { Life.Hocmai, Life.Icc })
        {
            await LiveAsync(life, tenant);
        }

        var deleted = await life.Lifecycle.DeleteAsync(Life.Hocmai, data, Life.Actor, Ct);

        deleted.Status.ShouldBe(TenantStatus.Deleted);
        (await life.HasDatabaseAsync(Life.Hocmai, Ct)).ShouldBe(data == TenantData.Keep);
        foreach (var table in Traces)
        {
            (await life.CountAsync(table, Life.Hocmai, Ct)).ShouldBe(0, table);
            (await life.CountAsync(table, Life.Icc, Ct)).ShouldBe(1, table);
        }

        (await life.ActionsAsync(Life.Hocmai, Ct)).ShouldContain(AuditActions.ConnectionDeleted);
        await Should.ThrowAsync<TenantNotActiveException>(() => life.Installation.AddTenantAsync("hocmai", Ct));
        await using (await life.Installation.Connections.BeginAsync(Life.Icc, Ct))
        {
        }

        // What was kept can be dropped later.
        (await life.Lifecycle.DeleteAsync(Life.Hocmai, TenantData.Drop, Life.Actor, Ct)).ShouldBe(deleted);
        (await life.HasDatabaseAsync(Life.Hocmai, Ct)).ShouldBeFalse();
        (await life.ActionsAsync(Life.Hocmai, Ct)).Count(a => a == AuditActions.TenantDatabaseDropped).ShouldBe(1);
    }

    [Theory]
    [InlineData("sqlite", TenantStatus.Deleting)]
    [InlineData("sqlite", TenantStatus.Deleted)]
    [InlineData("postgresql", TenantStatus.Deleting)]
    [InlineData("postgresql", TenantStatus.Deleted)]
    public async Task Connections_are_not_added_to_a_tenant_that_goes_or_is_gone(string kind, TenantStatus status)
    {
        await using var life = await Life.StartAsync(kind, Ct, b => b.AddSqliteConnections());
        await life.Installation.AddTenantAsync("hocmai", Ct);
        await life.Lifecycle.SuspendAsync(Life.Hocmai, "unpaid", Life.Actor, Ct);
        await life.Get<INamedConnections>().AddAsync(Life.Hocmai, new(new("first"), new("sqlite", "/x")), Life.Actor, Ct);
        var catalog = life.Get<ITenantCatalogWriter>();
        (await catalog.TryUpdateAsync(await life.FindAsync(Life.Hocmai, Ct) with { Status = status }, Life.Actor, Ct)).ShouldBeTrue();

        // The store asks under its lock, whatever the host remembers of the tenant.
        (await Should.ThrowAsync<TenantNotActiveException>(() => life.Get<INamedConnections>()
            .AddAsync(Life.Hocmai, new(new("main"), new("sqlite", "/x")), Life.Actor, Ct).AsTask())).Status.ShouldBe(status);
        (await Should.ThrowAsync<TenantNotActiveException>(() => life.Get<IConnectionStore>()
            .TryAddAsync(new(Life.Hocmai, new("main"), new("sqlite", "/x")), new(Life.Actor, AuditActions.ConnectionAdded), Ct).AsTask())).Status.ShouldBe(status);

        (await life.CountAsync("carillon_connection", Life.Hocmai, Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task Another_host_lets_go_of_a_deleted_tenants_database_when_it_is_asked_for_it()
    {
        await using var life = await Life.StartAsync("postgresql", Ct);
        await life.Installation.AddTenantAsync("hocmai", Ct);
        await using var second = life.Installation.SecondHost();
        await using (await second.Connections.BeginAsync(Life.Hocmai, Ct))
        {
        }

        var budget = second.Services.GetRequiredService<ConnectionBudget>();
        budget.Use.Single().Idle.ShouldBe(1);
        await life.Lifecycle.DeleteAsync(Life.Hocmai, TenantData.Keep, Life.Actor, Ct);
        life.Clock.Advance(Duration.FromMinutes(1));

        await Should.ThrowAsync<TenantNotActiveException>(() => second.Connections.BeginAsync(Life.Hocmai, Ct).AsTask());

        (budget.Use.Single().Open, budget.Use.Single().Idle).ShouldBe((0, 0));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Exports_are_called_until_all_have_succeeded_and_then_no_more(string kind)
    {
        var export = new CountingExport { Failures = 2 };
        await using var life = await Life.StartAsync(kind, Ct, b => b.Services.AddSingleton<ITenantExport>(export));
        await LiveAsync(life, Life.Hocmai);

        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await Should.ThrowAsync<InvalidOperationException>(() => life.Lifecycle.DeleteAsync(Life.Hocmai, TenantData.Drop, Life.Actor, Ct).AsTask());
            (await life.StatusAsync(Life.Hocmai, Ct)).ShouldBe(TenantStatus.Deleting);
            (await life.CountAsync("carillon_connection", Life.Hocmai, Ct)).ShouldBe(1);
            (await life.HasDatabaseAsync(Life.Hocmai, Ct)).ShouldBeTrue();
            await Should.ThrowAsync<TenantNotActiveException>(() => life.Installation.Connections.BeginAsync(Life.Hocmai, Ct).AsTask());
        }

        (await life.Lifecycle.DeleteAsync(Life.Hocmai, TenantData.Drop, Life.Actor, Ct)).Status.ShouldBe(TenantStatus.Deleted);
        await life.Lifecycle.DeleteAsync(Life.Hocmai, TenantData.Drop, Life.Actor, Ct);

        export.Seen.ShouldBe(["hocmai", "hocmai", "hocmai"]);
        (await life.ActionsAsync(Life.Hocmai, Ct)).Count(a => a == AuditActions.TenantExported).ShouldBe(1);
    }

    [Theory]
    [InlineData("sqlite", "UPDATE carillon_identity SET tenant_id = 'icc'")]
    [InlineData("sqlite", "UPDATE carillon_identity SET incarnation = 2")]
    [InlineData("sqlite", "DROP TABLE carillon_identity")]
    [InlineData("postgresql", "UPDATE carillon_identity SET tenant_id = 'icc'")]
    [InlineData("postgresql", "UPDATE carillon_identity SET incarnation = 2")]
    [InlineData("postgresql", "DROP TABLE carillon_identity")]
    public async Task A_database_that_is_not_the_tenants_is_neither_read_nor_dropped(string kind, string change)
    {
        var export = new CountingExport();
        await using var life = await Life.StartAsync(kind, Ct, b => b.Services.AddSingleton<ITenantExport>(export));
        await LiveAsync(life, Life.Hocmai);
        await life.Installation.RunUncheckedAsync(Life.Hocmai, change, Ct);

        await Should.ThrowAsync<WrongTenantDatabaseException>(() => life.Lifecycle.DeleteAsync(Life.Hocmai, TenantData.Drop, Life.Actor, Ct).AsTask());

        export.Seen.ShouldBeEmpty();
        (await life.HasDatabaseAsync(Life.Hocmai, Ct)).ShouldBeTrue();
        (await life.StatusAsync(Life.Hocmai, Ct)).ShouldBe(TenantStatus.Deleting);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_database_that_is_not_the_tenants_is_not_dropped_where_nothing_is_exported_either(string kind)
    {
        await using var life = await Life.StartAsync(kind, Ct);
        await LiveAsync(life, Life.Hocmai);
        await life.Installation.RunUncheckedAsync(Life.Hocmai, "UPDATE carillon_identity SET tenant_id = 'icc'", Ct);

        await Should.ThrowAsync<WrongTenantDatabaseException>(() => life.Lifecycle.DeleteAsync(Life.Hocmai, TenantData.Drop, Life.Actor, Ct).AsTask());

        (await life.HasDatabaseAsync(Life.Hocmai, Ct)).ShouldBeTrue();
        (await life.Lifecycle.DeleteAsync(Life.Hocmai, TenantData.Keep, Life.Actor, Ct)).Status.ShouldBe(TenantStatus.Deleted);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_tenant_that_was_never_in_service_can_be_deleted_without_a_database(string kind)
    {
        var export = new CountingExport();
        await using var life = await Life.StartAsync(kind, Ct, b => b.Services.AddSingleton<ITenantExport>(export));
        await life.Get<ITenantCatalogWriter>().TryAddAsync(new(Life.Hocmai, "Hocmai", "Europe/Paris") { Status = TenantStatus.Provisioning }, Life.Actor, Ct);

        (await life.Lifecycle.DeleteAsync(Life.Hocmai, TenantData.Drop, Life.Actor, Ct)).Status.ShouldBe(TenantStatus.Deleted);

        export.Seen.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Wherever_a_life_breaks_off_the_next_call_ends_it(string kind)
    {
        var export = new CountingExport();
        await using var life = await Life.StartAsync(kind, Ct, b => b.Services.AddSingleton<ITenantExport>(export));
        await life.Installation.AddTenantAsync("first", Ct);
        var (id, number) = (default(TenantId), 0);

        // A database of a server costs more than the statements that are of interest: there the tenant's own begins and ends outside.
        async Task LiveAndDieAsync(CancellationToken ct)
        {
            if (kind == "sqlite" && await FindOrNullAsync(life, id, ct) is null or { Status: TenantStatus.Provisioning })
            {
                await life.Installation.AddTenantAsync(id.Value, ct);
            }

            await life.Lifecycle.DeleteAsync(id, kind == "sqlite" ? TenantData.Drop : TenantData.Keep, Life.Actor, ct);
        }

        var report = await FaultSweep.RunAsync(
            new()
            {
                PrepareAsync = async ct =>
                {
                    id = TenantId.Parse(kind == "sqlite" ? $"t{number++}" : "hocmai");
                    export.Seen.Clear();
                    if (kind != "sqlite")
                    {
                        await RestoreAsync(life, id, ct);
                    }
                },
                RunAsync = async (plan, ct) =>
                {
                    using (life.Use(plan))
                    {
                        await LiveAndDieAsync(ct);
                    }
                },
                RecoverAsync = LiveAndDieAsync,
                VerifyAsync = async ct =>
                {
                    (await life.StatusAsync(id, ct)).ShouldBe(TenantStatus.Deleted);
                    (await life.HasDatabaseAsync(id, ct)).ShouldBe(kind != "sqlite");
                    export.Seen.Count.ShouldBeInRange(kind == "sqlite" ? 1 : 0, 2);
                },
            },
            TextWriter.Null,
            Ct);

        report.Statements.ShouldBeGreaterThan(20);
        report.Visited.Count.ShouldBe(2 * report.Statements);
    }

    private static async Task<Tenant?> FindOrNullAsync(Life life, TenantId id, CancellationToken ct)
    {
        try
        {
            return await life.FindAsync(id, ct);
        }
        catch (TenantNotFoundException)
        {
            return null;
        }
    }

    // A tenant that was deleted and kept, as if it had not been; the log still knows of its export.
    private static async Task RestoreAsync(Life life, TenantId id, CancellationToken ct)
    {
        if (await FindOrNullAsync(life, id, ct) is not { } deleted)
        {
            await life.Installation.AddTenantAsync(id.Value, ct);
            await life.Lifecycle.DeleteAsync(id, TenantData.Keep, Life.Actor, ct);
            deleted = await life.FindAsync(id, ct);
        }

        (await life.Get<ITenantCatalogWriter>().TryUpdateAsync(deleted with { Status = TenantStatus.Active }, Life.Actor, ct)).ShouldBeTrue();
    }

    // Leaves one row in each table of the control database.
    private static async Task LiveAsync(Life life, TenantId id)
    {
        await life.Installation.AddTenantAsync(id.Value, Ct);
        var now = life.Clock.GetCurrentInstant();
        await life.Get<INextDueStore>().HintAsync([new(id, new("test.sweep"), now)], Ct);
        await life.Get<IScheduleStore>().EnsureAsync([new(id, "hourly", new("test.job"), Duration.FromHours(1))], Ct);
        await life.Get<ISweepHistory>().RecordAsync(new(id, new("test.sweep"), now, new(Due: 1)), Ct);
        await life.Installation.Services.GetRequiredService<ControlDatabase>().RunAsync(
            $"INSERT INTO carillon_job_run (run_id, tenant_id, job, version, args, due_at, pass, state, attempt, fence_epoch, fence_number) VALUES ('{Guid.NewGuid()}', '{id}', 'test.job', 1, '{{}}', {(life.Installation.Kind == "sqlite" ? "0" : "now()")}, 0, 0, 0, 0, 0)", Ct);
        await life.Get<IConnectionStore>().TryAddAsync(new(id, new("main"), new("sqlite", "/x")), new(Life.Actor, AuditActions.ConnectionAdded), Ct);
    }

    private sealed class CountingExport : ITenantExport
    {
        public List<string> Seen { get; } = [];

        public int Failures { get; set; }

        public async ValueTask ExportAsync(Tenant tenant, TenantTransaction transaction, CancellationToken cancellationToken)
        {
            Seen.Add((await transaction.FirstOrDefaultAsync($"SELECT tenant_id FROM carillon_identity", r => r.Text(0), cancellationToken))!);
            if (Failures-- > 0)
            {
                throw new InvalidOperationException("The disk of the export is full.");
            }
        }
    }
}
