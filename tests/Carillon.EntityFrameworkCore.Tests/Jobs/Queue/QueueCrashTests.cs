using Carillon.EntityFrameworkCore;
using Carillon.Jobs;
using Carillon.Tenancy;
using Carillon.Testing.Faults;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Jobs.Queue;

/// <summary>
/// A host dies before and after every statement that a queue makes on the tenant's database. Another takes the run up when its lease is
/// over: it ends well, and its effect is there once.
/// </summary>
public sealed class QueueCrashTests
{
    public static TheoryData<string, bool> Cases =>
        [.. from kind in TestInstallation.Kinds from finishes in new[] { false, true } select new TheoryDataRow<string, bool>(kind, finishes)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Cases))]
    public async Task Wherever_a_host_dies_another_finishes_the_run_with_its_effect_once(string kind, bool finishesItself)
    {
        await using var office = await PostOffice.OpenAsync(kind, Ct);
        var services = office.Installation.Services;
        var due = services.GetRequiredService<IEnumerable<IDueWork>>().Single(w => w.Name == new JobName("queue.dispatch"));
        EnqueuedJob job = default;

        using var output = new StringWriter();
        var report = await FaultSweep.RunAsync(
            new()
            {
                PrepareAsync = async ct =>
                {
                    office.Clock.Advance(Duration.FromMinutes(1));
                    job = await office.EnqueueAsync(new("an", FinishesItself: finishesItself), null, ct);
                },
                RunAsync = async (plan, ct) =>
                {
                    using (services.GetRequiredService<FaultInjector>().Use(plan))
                    {
                        await due.RunAsync(PostOffice.Tenant, Duration.FromMinutes(1), ct);
                        await due.WhenIdleAsync(PostOffice.Tenant, ct);
                    }
                },
                RecoverAsync = async ct =>
                {
                    // A second time where the crash was late enough to leave a retry behind.
                    for (var i = 0; i < 2; i++)
                    {
                        office.Clock.Advance(Duration.FromMinutes(2));
                        await due.RunAsync(PostOffice.Tenant, Duration.FromMinutes(1), ct);
                    }
                },
                VerifyAsync = async ct =>
                {
                    var run = await office.FindAsync(job.JobId, ct);
                    (run.State, await EffectsAsync(office, job.JobId, ct)).ShouldBe((RunState.Succeeded, 1));
                },
            },
            output,
            Ct);

        TestContext.Current.TestOutputHelper!.WriteLine(output.ToString());
        report.Visited.Count.ShouldBe(2 * report.Statements);
    }

    private static async Task<long> EffectsAsync(PostOffice office, Guid job, CancellationToken ct)
    {
        await using var transaction = await office.Installation.Connections.BeginAsync(PostOffice.Tenant, TransactionMode.Read, ct);
        return await transaction.FirstOrDefaultAsync($"SELECT count(*) FROM letter WHERE letter_key = {job.ToString()}", row => row.Long(0), ct);
    }
}
