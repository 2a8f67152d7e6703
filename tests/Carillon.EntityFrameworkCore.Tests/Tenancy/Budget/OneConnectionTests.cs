using System.Collections.Concurrent;
using Carillon.Jobs;
using Carillon.Outbox;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy;

/// <summary>T3: nobody holds a tenant's connection while waiting for another one, so that one connection is enough for everything.</summary>
public sealed class OneConnectionTests
{
    private const int Tenants = 6;

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Sweeps_jobs_and_the_outbox_of_many_tenants_end_with_one_connection_for_all(string kind)
    {
        var done = new Done(Tenants);
        await using var installation = await TestInstallation.StartAsync(kind, Ct, b =>
        {
            b.Services.AddSingleton(done);
            b.ConfigureConnectionBudget(o => o.PerServer = 1);
            b.AddRunner(o => o.Parallelism = 16);
            b.AddSweep<Bells>().AddJob<Ringing, NoArgs>("bells.ring").AddOutboxHandler<Hearing>();
        });
        var jobs = installation.Services.GetRequiredService<IJobs>();
        for (var i = 0; i < Tenants; i++)
        {
            var tenant = await installation.AddTenantAsync($"t{i}", Ct);
            await jobs.RunNowAsync(new("bells.ring"), tenant.Id, null, null, Ct);
        }

        var runner = installation.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "RunnerLoop");
        await runner.StartAsync(Ct);
        await Task.WhenAll(done.Swept.Task, done.Heard.Task).WaitAsync(TimeSpan.FromSeconds(60), Ct);
        await runner.StopAsync(Ct);

        var use = installation.Services.GetRequiredService<ConnectionBudget>().Use.Single();
        (use.Budget, use.Waiting).ShouldBe((1, 0));
        use.Evicted.ShouldBeGreaterThan(0);
    }

    private sealed class Done(int tenants)
    {
        private readonly ConcurrentDictionary<TenantId, bool> _swept = new();
        private readonly ConcurrentDictionary<TenantId, bool> _heard = new();

        public TaskCompletionSource Swept { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Heard { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool HasSwept(TenantId tenant) => _swept.ContainsKey(tenant);

        public void Sweep(TenantId tenant) => Note(_swept, Swept, tenant);

        public void Hear(TenantId tenant) => Note(_heard, Heard, tenant);

        private void Note(ConcurrentDictionary<TenantId, bool> seen, TaskCompletionSource all, TenantId tenant)
        {
            seen[tenant] = true;
            if (seen.Count == tenants)
            {
                all.TrySetResult();
            }
        }
    }

    private sealed class Ringing(IOutbox outbox) : IJob<NoArgs>
    {
        public async ValueTask<JobResult> RunAsync(NoArgs args, JobContext context, CancellationToken cancellationToken)
        {
            await using var transaction = await context.BeginAsync(cancellationToken);
            await outbox.AppendAsync(transaction, [new OutboxMessage("one", "bells.rung", "{}")], cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new JobResult.Complete(default);
        }
    }

    private sealed class Hearing(ITenantConnections connections, Done done) : IOutboxHandler
    {
        public string Topic => "bells.rung";

        public async ValueTask<bool> IsStillValidAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
        {
            await using var transaction = await connections.BeginAsync(delivery.Tenant, cancellationToken);
            return true;
        }

        public async ValueTask SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
        {
            await using var transaction = await connections.BeginAsync(delivery.Tenant, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            done.Hear(delivery.Tenant);
        }
    }

    private sealed class Bells(Done done) : ISweep
    {
        private static readonly Instant Due = Instant.FromUtc(2026, 1, 1, 0, 0);

        public JobName Name => new("bells.sweep");

        public ValueTask<Instant?> NextAsync(TenantTransaction transaction, Instant? from, CancellationToken cancellationToken) =>
            ValueTask.FromResult<Instant?>(done.HasSwept(transaction.Tenant) ? null : Due);

        public ValueTask<IReadOnlyList<SweepItem>> ClaimAsync(TenantTransaction transaction, SweepWindow window, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<SweepItem>>(done.HasSwept(transaction.Tenant) ? [] : [new(Guid.Empty, Due, 0)]);

        public async ValueTask<SweepBatch> SettleAsync(TenantTransaction transaction, IReadOnlyList<SweepItem> items, Instant now, CancellationToken cancellationToken)
        {
            await transaction.ExecuteAsync($"SELECT 1", cancellationToken);
            done.Sweep(transaction.Tenant);
            return new(items.Count);
        }

        public ValueTask QuarantineAsync(TenantTransaction transaction, SweepItem item, Instant until, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
