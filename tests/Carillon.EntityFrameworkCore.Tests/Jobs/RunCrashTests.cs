using Carillon.Jobs;
using Carillon.Outbox;
using Carillon.Tenancy;
using Carillon.Testing;
using Carillon.Testing.Clocks;
using Carillon.Testing.Faults;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Jobs;

/// <summary>
/// A host dies before and after every statement that a run makes on the control and the tenant's database. Another host takes the run up
/// when its lease is over: the run succeeds, and each effect is there once.
/// </summary>
public sealed class RunCrashTests
{
    public static TheoryData<string, bool> Cases =>
        [.. from kind in TestInstallation.Kinds from finishes in new[] { false, true } select new TheoryDataRow<string, bool>(kind, finishes)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Wherever_a_host_dies_another_finishes_the_run_with_each_effect_once(string kind, bool finishesItself)
    {
        var clock = ManualClock.AtUtc(2026, 3, 1);
        await using var installation = await TestInstallation.StartAsync(
            kind, Ct, b => b.AddTesting(clock).AddJob<TwoSteps, TwoSteps.Args>("test.steps").ConfigureCleanUp(o => o.Every = Duration.FromDays(30)));
        var tenant = (await installation.AddTenantAsync("hocmai", Ct)).Id;
        await installation.RunUncheckedAsync(
            tenant, "CREATE TABLE effect (effect_key varchar(80) PRIMARY KEY); CREATE TABLE tally (run_id varchar(40) PRIMARY KEY, times bigint NOT NULL)", Ct);

        // On SQLite there is one host at a time: what it has in memory of the dead run ended with the crash.
        await using var second = kind == "sqlite" ? null : installation.SecondHost();
        var other = second ?? installation;
        await RunDueAsync(installation, tenant);
        await RunDueAsync(other, tenant);
        Guid run = default;

        using var output = new StringWriter();
        var report = await FaultSweep.RunAsync(
            new()
            {
                PrepareAsync = async ct =>
                {
                    clock.Advance(Duration.FromMinutes(1));
                    var args = $$"""{"finishesItself":{{(finishesItself ? "true" : "false")}}}""";
                    run = (await installation.Services.GetRequiredService<IJobs>().RunNowAsync(new("test.steps"), tenant, args, null, ct)).RunId;
                },
                RunAsync = async (plan, ct) =>
                {
                    using (installation.Services.GetRequiredService<FaultInjector>().Use(plan))
                    {
                        await RunDueAsync(installation, tenant);
                    }
                },
                RecoverAsync = async ct =>
                {
                    // A second time where the crash was late enough to leave a retry behind.
                    for (var i = 0; i < 2; i++)
                    {
                        clock.Advance(Duration.FromMinutes(2));
                        await RunDueAsync(other, tenant);
                    }
                },
                VerifyAsync = async ct =>
                {
                    var found = await other.Services.GetRequiredService<IJobs>().FindAsync(run, ct);
                    (found!.State, found.Outcome!.Counts.Acted).ShouldBe((RunState.Succeeded, 2));
                    (await EffectsAsync(other, tenant, run)).ShouldBe((2, 2, 2));
                },
            },
            output,
            Ct);

        TestContext.Current.TestOutputHelper!.WriteLine(output.ToString());
        report.Visited.Count.ShouldBe(2 * report.Statements);
        report.Visited.Count(point => point.Sql == "COMMIT" && point.Moment == CrashMoment.After).ShouldBeGreaterThanOrEqualTo(5);
    }

    private static async Task RunDueAsync(TestInstallation host, TenantId tenant) =>
        await host.Services.GetRequiredService<IRunDue>().RunAsync(new() { Tenant = tenant, Parallelism = 1, TimeoutPerTenant = null }, Ct);

    private static async Task<(long Effects, long Tally, long Messages)> EffectsAsync(TestInstallation host, TenantId tenant, Guid run)
    {
        var text = run.ToString();
        await using var transaction = await host.Connections.BeginAsync(tenant, TransactionMode.Read, Ct);
        return (
            await transaction.FirstOrDefaultAsync($"SELECT count(*) FROM effect WHERE effect_key LIKE {text + "/%"}", row => row.Long(0), Ct),
            await transaction.FirstOrDefaultAsync($"SELECT times FROM tally WHERE run_id = {text}", row => row.Long(0), Ct),
            await transaction.FirstOrDefaultAsync($"SELECT count(*) FROM carillon_outbox WHERE message_key LIKE {text + "/%"}", row => row.Long(0), Ct));
    }

    /// <summary>Two effect transactions, each with a key that follows from run and step; the tally counts what would be done twice.</summary>
    private sealed class TwoSteps(IOutbox outbox) : IJob<TwoSteps.Args>
    {
        public async ValueTask<JobResult> RunAsync(Args args, JobContext context, CancellationToken cancellationToken)
        {
            var result = new JobResult.Complete(new(Due: 2, Acted: 2));
            foreach (var step in new[] { "one", "two" })
            {
                await using var transaction = await context.BeginAsync(cancellationToken);
                var (run, key) = (context.RunId.ToString(), $"{context.RunId}/{step}");
                if (await transaction.ExecuteAsync($"INSERT INTO effect (effect_key) VALUES ({key}) ON CONFLICT DO NOTHING", cancellationToken) == 1)
                {
                    await transaction.ExecuteAsync(
                        $"INSERT INTO tally (run_id, times) VALUES ({run}, 1) ON CONFLICT (run_id) DO UPDATE SET times = tally.times + 1", cancellationToken);
                }

                await outbox.AppendAsync(transaction, [new(key, "test.done", "{}")], cancellationToken);
                if (args.FinishesItself && step == "two")
                {
                    await context.FinishAsync(transaction, result, cancellationToken);
                }

                await transaction.CommitAsync(cancellationToken);
            }

            return result;
        }

        internal sealed record Args(bool FinishesItself);
    }
}
