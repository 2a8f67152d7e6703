using System.Globalization;
using Carillon.EntityFrameworkCore;
using Carillon.EntityFrameworkCore.Locking;
using Carillon.Jobs;
using Carillon.Locking;
using Carillon.Sessions.Tests.Domain;
using Carillon.Tenancy;
using Carillon.Testing;
using Carillon.Testing.Clocks;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.FirstSchema;

/// <summary>
/// The first schema, with rows, is kept as scripts beside this file. It never changes: later versions must be able to upgrade it.
/// </summary>
public sealed class FirstSchemaTests
{
    private static readonly TenantId Hocmai = TenantId.Parse("hocmai");

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_kept_installation_is_upgraded_to_the_tables_of_a_fresh_one(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var fresh = await StartAsync(kind, ct);
        await fresh.AddTenantAsync(Hocmai.Value, ct);
        await using var kept = await OpenKeptAsync(kind, ct);
        (await CatalogAsync(kept, DatabaseKind.Control, ct)).ShouldNotContain(line => line.Contains("carillon_connection", StringComparison.Ordinal));
        (await CatalogAsync(kept, DatabaseKind.Tenant, ct)).ShouldNotContain(line => line.Contains("carillon_fence", StringComparison.Ordinal));
        await Should.ThrowAsync<SchemaVersionException>(() => kept.Connections.BeginAsync(Hocmai, TransactionMode.Read, ct).AsTask());
        await UpgradeAsync(kept, ct);

        foreach (var database in Enum.GetValues<DatabaseKind>())
        {
            var expected = await CatalogAsync(fresh, database, ct);
            (await CatalogAsync(kept, database, ct)).ShouldBe(expected);
            expected.Count.ShouldBeGreaterThan(5);
        }

        (await VersionsAsync(fresh, ct)).ShouldBe([3, 2]);
        (await VersionsAsync(kept, ct)).ShouldBe([1, 2, 3, 1, 2]);
        await using var again = await kept.RestartAsync(ct);
        await UpgradeAsync(again, ct);
        (await VersionsAsync(again, ct)).ShouldBe([1, 2, 3, 1, 2]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_a_later_version_brought_works_on_a_kept_installation(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var kept = await OpenKeptAsync(kind, ct);
        await UpgradeAsync(kept, ct);
        var connection = new NamedConnection(Hocmai, new("main"), new("sqlite", "/x")) { IsDefault = true };
        (await kept.Services.GetRequiredService<IConnectionStore>().TryAddAsync(connection, new("lan", AuditActions.ConnectionAdded), ct)).ShouldBeTrue();

        (await kept.Services.GetRequiredService<IConnectionStore>().FindAsync(Hocmai, null, ct)).ShouldBe(connection);
        (await kept.Services.GetRequiredService<IAuditLog>().ListAsync(new(), ct)).ShouldHaveSingleItem().Note.Action.ShouldBe(AuditActions.ConnectionAdded);
        await using var console = await kept.RentUncheckedAsync(null, ct);
        await using var command = console.Connection.CreateCommand();
        command.CommandText = "DELETE FROM carillon_audit";
        (await Should.ThrowAsync<System.Data.Common.DbException>(() => command.ExecuteNonQueryAsync(ct))).Message.ShouldContain("append-only");

        await using var transaction = await kept.Connections.BeginAsync(Hocmai, ct);
        var key = LockKey.ForTenant(Hocmai, "upgraded");
        await FencedWrite.EnsureAsync(transaction, key, new(0, 2), ct);
        await Should.ThrowAsync<StaleFenceException>(() => FencedWrite.EnsureAsync(transaction, key, new(0, 1), ct).AsTask());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_later_version_still_serves_hosts_of_the_first(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var kept = await OpenKeptAsync(kind, ct);
        await UpgradeAsync(kept, ct);

        await using var rented = await kept.RentUncheckedAsync(Hocmai, ct);
        await using var command = rented.Connection.CreateCommand();
        command.CommandText = "SELECT max(min_host) FROM carillon_schema WHERE component = 'core'";
        Convert.ToInt32(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_a_host_of_an_older_version_changes_in_the_catalogue_is_in_its_feed(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var kept = await OpenKeptAsync(kind, ct);
        await UpgradeAsync(kept, ct);
        var feed = kept.Services.GetRequiredService<ITenantCatalogFeed>();
        var first = await feed.ReadAsync(default, ct);
        first.Changes.ShouldHaveSingleItem().Tenant!.Id.ShouldBe(Hocmai);

        // As the versions before the feed wrote them.
        await using var console = await kept.RentUncheckedAsync(null, ct);
        await using var command = console.Connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO carillon_tenant (tenant_id, name, zone_id, status, status_reason, version, incarnation, server_id, connection_generation)
            VALUES ('icc', 'ICC', 'UTC', 1, NULL, 1, 1, 'default', 1)
            ON CONFLICT DO NOTHING
            """;
        (await command.ExecuteNonQueryAsync(ct)).ShouldBe(1);
        (await command.ExecuteNonQueryAsync(ct)).ShouldBe(0);
        command.CommandText = "UPDATE carillon_tenant SET status = 2, version = version + 1 WHERE tenant_id = 'hocmai' AND version = 2";
        (await command.ExecuteNonQueryAsync(ct)).ShouldBe(1);

        var page = await feed.ReadAsync(first.Position, ct);
        page.Changes.Select(c => $"{c.Id}:{c.Tenant!.Status}").ShouldBe(["icc:Active", "hocmai:Suspended"]);
        page.Position.Number.ShouldBe(first.Position.Number + 2, "a row that was not inserted is no change");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_kept_rows_are_read_and_worked_on(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var kept = await OpenKeptAsync(kind, ct);
        await UpgradeAsync(kept, ct);
        var study = kept.Services.GetRequiredService<StudySessions>();
        kept.Services.GetRequiredService<ManualRunnerClock>().MoveTo(Story.At(56));

        var tenant = await kept.Services.GetRequiredService<ITenantCatalog>().FindAsync(Hocmai, ct);
        tenant!.Status.ShouldBe(TenantStatus.Active);
        (await study.FindAsync(Hocmai, "an", "a1", ct))!.EndReason.ShouldBe(SessionEndReason.Submitted);
        (await study.FindAsync(Hocmai, "binh", "b1", ct))!.EndReason.ShouldBe(SessionEndReason.AutoEnded);
        (await study.ActiveAsync(Hocmai, "chi", ct)).ShouldHaveSingleItem().Id.ShouldBe("c1");
        var day = await TotalOfDayAsync(study, "an", ct);
        day.ShouldBe(Duration.FromMinutes(12));

        var swept = await kept.Services.GetRequiredService<ManualRunnerClock>().SweepAsync(kept, Story.At(120), ct);
        swept.Counts.Acted.ShouldBe(1);
        (await study.FindAsync(Hocmai, "chi", "c1", ct))!.EndedAt.ShouldBe(Story.At(55));
    }

    private static async Task<Duration> TotalOfDayAsync(StudySessions study, string student, CancellationToken ct)
    {
        var totals = await study.StatisticsAsync(Hocmai, student, ct);
        return totals.Single(t => t.Key.Kind == TotalKind.Day).Value;
    }

    private static async Task<TestInstallation> OpenKeptAsync(string kind, CancellationToken ct)
    {
        var installation = await StartAsync(kind, ct);
        foreach (var database in Enum.GetValues<DatabaseKind>())
        {
            var script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "FirstSchema", NameOf(kind, database)), ct);
            await installation.CreateFromScriptAsync(database == DatabaseKind.Control ? null : Hocmai, script, ct);
        }

        return installation;
    }

    private static async Task<List<string>> CatalogAsync(TestInstallation installation, DatabaseKind database, CancellationToken ct)
    {
        await using var rented = await installation.RentUncheckedAsync(database == DatabaseKind.Control ? null : Hocmai, ct);
        return await DatabaseCatalog.ReadAsync(installation.Kind, rented.Connection, ct);
    }

    // To provision a tenant that is in service brings its tables up to date, and first those of the control database.
    private static async Task UpgradeAsync(TestInstallation installation, CancellationToken ct) => await installation.AddTenantAsync(Hocmai.Value, ct);

    private static async Task<List<int>> VersionsAsync(TestInstallation installation, CancellationToken ct)
    {
        var control = installation.Services.GetRequiredService<ControlDatabase>();
        await using var transaction = await control.BeginAsync(TransactionMode.Read, ct);
        await using var tenant = await installation.Connections.BeginAsync(Hocmai, TransactionMode.Read, ct);
        return [.. await VersionsAsync(transaction, "control", ct), .. await VersionsAsync(tenant, "core", ct)];
    }

    private static async Task<List<int>> VersionsAsync(DatabaseTransaction transaction, string component, CancellationToken ct) =>
        await transaction.QueryAsync($"SELECT version FROM carillon_schema WHERE component = {component} ORDER BY version", r => r.Int(0), ct);

    private static Task<TestInstallation> StartAsync(string kind, CancellationToken ct)
    {
        var clock = new ManualRunnerClock(new ManualClock(Story.Origin));
        return TestInstallation.StartAsync(kind, ct, b =>
        {
            b.AddSessions().AddTesting(clock.Clock);
            b.Services.AddSingleton(clock);
        });
    }

    private static string NameOf(string kind, DatabaseKind database) => $"{kind}.{(database == DatabaseKind.Control ? "control" : "tenant")}.sql";
}
