using Carillon.EntityFrameworkCore;
using Carillon.Sessions;
using Carillon.Sqlite;
using Carillon.Tenancy;
using Carillon.Testing;
using Carillon.Testing.Clocks;
using Carillon.Testing.Outbox;
using Carillon.Testing.Running;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Readme.Tests;

/// <summary>The examples of src/Carillon/README.md, compiled and run.</summary>
public sealed class CarillonReadmeTests
{
    private static readonly TenantId acme = TenantId.Parse("acme");

    public static TheoryData<string> Databases => [.. TestInstallation.Kinds];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_sweep_and_a_job_of_ones_own_work(string database)
    {
        var clock = ManualClock.AtUtc(2026, 3, 1);
        var sent = new RecordingOutboxHandler("trials.ended");
        await using var installation = await TestInstallation.StartAsync(database, Cancel, b => AddTrials(b).AddRecordingHandler(sent).AddTesting(clock));
        await installation.AddTenantAsync("acme", Cancel);
        await CreateTablesAsync(installation.Connections);
        var trials = ActivatorUtilities.CreateInstance<Trials>(installation.Services);
        var runner = installation.Services.GetRequiredService<ManualRunner>();
        await runner.RunDueAsync(Cancel);
        var start = clock.GetCurrentInstant();

        await trials.StartAsync(acme, start + Duration.FromHours(2), Cancel);
        await trials.StartAsync(acme, start - Duration.FromHours(1), Cancel);
        await trials.StartAsync(acme, start + Duration.FromDays(30), Cancel);
        await runner.AdvanceAsync(Duration.FromHours(5), Cancel);

        (await EndsAsync(installation.Connections)).ShouldBe([start - Duration.FromHours(1), start + Duration.FromHours(2), null]);
        sent.Sent.Count.ShouldBe(2);

        await runner.PlayUntilAsync(start + Duration.FromHours(30), Cancel);
        (await ReportsAsync(installation.Connections)).ShouldBe([(start + Duration.FromHours(24), 2)]);
    }

    [Fact]
    public async Task Work_for_later_is_done_once_at_its_instant()
    {
        var clock = ManualClock.AtUtc(2026, 3, 1);
        await using var installation = await TestInstallation.StartAsync("sqlite", Cancel, b =>
        {
            b.AddTesting(clock).AddJob<OfferTrial, TrialOffer>("trials.offer");
            b.Services.AddSingleton<OfferTrial.Book>();
        });
        await installation.AddTenantAsync("acme", Cancel);
        var (trial, endsAt) = (Guid.NewGuid(), clock.GetCurrentInstant() + Duration.FromDays(14));
        var offers = ActivatorUtilities.CreateInstance<TrialOffers>(installation.Services);

        await offers.PlanAsync(acme, trial, endsAt, Cancel);
        await offers.PlanAsync(acme, trial, endsAt, Cancel);
        await installation.Services.GetRequiredService<ManualRunner>().PlayUntilAsync(endsAt, Cancel);

        installation.Services.GetRequiredService<OfferTrial.Book>().Offers.ShouldBe([(trial, endsAt - Duration.FromDays(3))]);
    }

    [Fact]
    public async Task A_part_of_ones_own_is_erased_with_a_person()
    {
        await using var installation = await TestInstallation.StartAsync("sqlite", Cancel, b => b.AddErasure<Loans>());
        await installation.AddTenantAsync("acme", Cancel);
        await installation.RunUncheckedAsync(acme, "CREATE TABLE loan (reader text NOT NULL); INSERT INTO loan VALUES ('an'), ('binh'), ('an')", Cancel);

        var erased = await installation.Services.GetRequiredService<SubjectErasure>().EraseAsync(acme, "an", "lan", Cancel);

        erased.ShouldBe([new("loans", 2), new("outbox", 0), new("queue", 0)]);
    }

    [Fact]
    public async Task The_quick_start_registers_and_puts_a_tenant_into_service()
    {
        using var folder = new WorkingFolder();
        var services = new ServiceCollection().AddLogging();

        services.AddCarillon(b => b
            .UseSqlite("data")                 // or UsePostgreSql(…)
            .AddSessions()                     // a job pack
            .AddSweep<EndTrials>()             // a sweep of your own
            .AddJob<ReportTrials, TrialReport>("trials.report", j => j.Every(Duration.FromHours(24)).WithArgs(new(Days: 7))));

        await using var host = services.BuildServiceProvider();
        await ProvisionAsync(host, Cancel);
        await ProvisionAsync(host, Cancel);

        (await host.GetRequiredService<ITenantCatalog>().FindAsync(acme, Cancel))!.Status.ShouldBe(TenantStatus.Active);
    }

    private static async Task ProvisionAsync(IServiceProvider services, CancellationToken ct)
    {
        var provisioner = services.GetRequiredService<ITenantProvisioner>();
        await provisioner.ProvisionAsync(new Tenant(TenantId.Parse("acme"), "Acme", "Europe/Paris"), ct);
    }

    private static CarillonBuilder AddTrials(CarillonBuilder builder) => builder
        .AddSweep<EndTrials>()
        .AddJob<ReportTrials, TrialReport>("trials.report", j => j.Every(Duration.FromHours(24)).WithArgs(new(Days: 7)));

    private static async Task CreateTablesAsync(ITenantConnections tenants)
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(SharedFolder.Repository!, "src", "Carillon", "README.md"), Cancel);
        var script = readme.Split("```sql\n")[1].Split("```")[0];
        await using var tx = await tenants.BeginAsync(acme, Cancel);
        await tx.ExecuteScriptAsync(script, Cancel);
        await tx.CommitAsync(Cancel);
    }

    private static async Task<List<Instant?>> EndsAsync(ITenantConnections tenants)
    {
        await using var tx = await tenants.BeginAsync(acme, TransactionMode.Read, Cancel);
        return await tx.QueryAsync($"SELECT ended_at FROM trial WHERE tenant_id = {tx.Tenant} ORDER BY due_at", row => row.InstantOrNull(0), Cancel);
    }

    private static async Task<List<(Instant Until, long Ended)>> ReportsAsync(ITenantConnections tenants)
    {
        await using var tx = await tenants.BeginAsync(acme, TransactionMode.Read, Cancel);
        return await tx.QueryAsync($"SELECT until, ended FROM trial_report WHERE tenant_id = {tx.Tenant} ORDER BY until", row => (row.Instant(0), row.Long(1)), Cancel);
    }
}
