using Carillon.Jobs;
using Carillon.Outbox;
using Carillon.Tenancy;
using Carillon.Testing;
using Carillon.Testing.Clocks;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Jobs;

/// <summary>Ids of commands and messages are kept for their time and then deleted, by whatever makes due work run.</summary>
public sealed class CleanUpTests
{
    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Run_due_forgets_what_is_older_than_it_is_kept(string kind)
    {
        var clock = ManualClock.AtUtc(2026, 3, 1);
        await using var installation = await TestInstallation.StartAsync(kind, Ct, b => b
            .AddTesting(clock).AddOutboxHandler<Sink>().ConfigureOutbox(o => o.KeepFor = Duration.FromDays(3))
            .ConfigureCleanUp(o => (o.BatchSize, o.KeepCommandsFor) = (2, Duration.FromDays(5))));
        var tenant = (await installation.AddTenantAsync("hocmai", Ct)).Id;
        await WriteAsync(installation, tenant, "old");
        (await CleanUpAsync(installation)).Counts.ShouldBe(default);
        await installation.RunUncheckedAsync(tenant, CopyToOther("carillon_command") + CopyToOther("carillon_outbox"), Ct);

        clock.Advance(Duration.FromDays(4));
        await WriteAsync(installation, tenant, "new");
        (await CleanUpAsync(installation)).Counts.Acted.ShouldBe(5);
        (await RowsAsync(installation, tenant)).ShouldBe((5, 10));

        clock.Advance(Duration.FromDays(2));
        (await CleanUpAsync(installation)).Counts.Acted.ShouldBe(5);
        (await RowsAsync(installation, tenant)).ShouldBe((5, 5));

        // The rows of another tenant in the same database are not this one's to delete.
        (await RowsAsync(installation, TenantId.Parse("other"), from: tenant)).ShouldBe((5, 5));

        // A retry inside the time it is kept is known, and one after it is new.
        (await FindAsync(installation, tenant, "new0")).ShouldBe("done");
        (await FindAsync(installation, tenant, "old0")).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_runner_cleans_up_each_day(string kind)
    {
        var clock = ManualClock.AtUtc(2026, 3, 1);
        await using var installation = await TestInstallation.StartAsync(
            kind, Ct, b => b.AddTesting(clock).ConfigureCleanUp(o => o.KeepCommandsFor = Duration.FromDays(1)));
        var tenant = (await installation.AddTenantAsync("hocmai", Ct)).Id;
        var runner = installation.Services.GetRequiredService<IRunnerStep>();
        await runner.RunDueAsync(Ct);
        await WriteAsync(installation, tenant, "old");

        clock.Advance(Duration.FromHours(23));
        await runner.RunDueAsync(Ct);
        (await RowsAsync(installation, tenant)).Commands.ShouldBe(5);
        clock.Advance(Duration.FromHours(25));
        await runner.RunDueAsync(Ct);
        (await RowsAsync(installation, tenant)).Commands.ShouldBe(0);
    }

    private static async Task<SweepReport> CleanUpAsync(TestInstallation installation)
    {
        var report = await installation.Services.GetRequiredService<IRunDue>().RunAsync(new(), Ct);
        report.Tenants.ShouldHaveSingleItem().Problems.ShouldBeEmpty();
        return report.Tenants[0].Work.Single(work => work.Sweep.Value == "cleanup");
    }

    // Five commands, and five messages, which the next run sends.
    private static async Task WriteAsync(TestInstallation installation, TenantId tenant, string prefix)
    {
        var (inbox, outbox) = (installation.Services.GetRequiredService<ICommandInbox>(), installation.Services.GetRequiredService<IOutbox>());
        await using var transaction = await installation.Connections.BeginAsync(tenant, Ct);
        foreach (var id in Enumerable.Range(0, 5).Select(i => $"{prefix}{i}"))
        {
            await inbox.RecordAsync(transaction, id, CommandPayload.Hash(id), "done", Ct);
        }

        await outbox.AppendAsync(transaction, [.. Enumerable.Range(0, 5).Select(i => new OutboxMessage($"{prefix}{i}", Sink.Name, "{}"))], Ct);
        await transaction.CommitAsync(Ct);
    }

    private static async Task<string?> FindAsync(TestInstallation installation, TenantId tenant, string id)
    {
        await using var transaction = await installation.Connections.BeginAsync(tenant, Ct);
        return await installation.Services.GetRequiredService<ICommandInbox>().FindAsync(transaction, id, CommandPayload.Hash(id), Ct);
    }

    private static async Task<(long Messages, long Commands)> RowsAsync(TestInstallation installation, TenantId tenant, TenantId? from = null)
    {
        await using var transaction = await installation.Connections.BeginAsync(from ?? tenant, TransactionMode.Read, Ct);
        return (
            await transaction.FirstOrDefaultAsync($"SELECT count(*) FROM carillon_outbox WHERE tenant_id = {tenant}", row => row.Long(0), Ct),
            await transaction.FirstOrDefaultAsync($"SELECT count(*) FROM carillon_command WHERE tenant_id = {tenant}", row => row.Long(0), Ct));
    }

    private static string CopyToOther(string table) =>
        $"CREATE TABLE copied AS SELECT * FROM {table}; UPDATE copied SET tenant_id = 'other'; INSERT INTO {table} SELECT * FROM copied; DROP TABLE copied;";

    private sealed class Sink : IOutboxHandler
    {
        public const string Name = "test.sink";

        public string Topic => Name;

        public ValueTask<bool> IsStillValidAsync(OutboxDelivery delivery, CancellationToken cancellationToken) => ValueTask.FromResult(true);

        public ValueTask SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
