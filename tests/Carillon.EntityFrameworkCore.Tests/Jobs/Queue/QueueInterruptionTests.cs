using Carillon.EntityFrameworkCore;
using Carillon.Jobs;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Jobs.Queue;

/// <summary>Queued runs that are stopped while they go on: cancelled, or taken over. Claims are renewed in real time here, nine times a second.</summary>
public sealed class QueueInterruptionTests
{
    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_run_that_is_cancelled_while_it_goes_on_stops_and_is_kept_as_cancelled(string kind)
    {
        await using var office = await OpenAsync(kind);
        var job = await office.EnqueueAsync(new("an", Waits: true), null, Ct);
        var due = DispatchOf(office);
        await due.RunAsync(PostOffice.Tenant, Duration.FromMilliseconds(1), Ct);
        await office.Desk.BegunAsync("an", Ct);

        (await office.Store.CancelAsync(PostOffice.Tenant, job.JobId, "no longer wanted", Ct)).ShouldBeTrue();
        await due.WhenIdleAsync(PostOffice.Tenant, Ct);

        var run = await office.FindAsync(job.JobId, Ct);
        (run.State, run.Reason).ShouldBe((RunState.Cancelled, "no longer wanted"));
        (await office.SentAsync(Ct)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_run_that_was_taken_over_stops_and_has_no_say_any_more(string kind)
    {
        await using var office = await OpenAsync(kind);
        var job = await office.EnqueueAsync(new("an", Waits: true), null, Ct);
        var due = DispatchOf(office);
        await due.RunAsync(PostOffice.Tenant, Duration.FromMilliseconds(1), Ct);
        await office.Desk.BegunAsync("an", Ct);

        // As if this host had not renewed for a while: for the database its lease is over.
        await StealAsync(office, job.JobId);
        await due.WhenIdleAsync(PostOffice.Tenant, Ct);

        var run = await office.FindAsync(job.JobId, Ct);
        (run.State, run.Fence.Number, run.Outcome).ShouldBe((RunState.Running, 99, null));
        (await office.SentAsync(Ct)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_zombie_that_does_not_listen_writes_nothing(string kind)
    {
        await using var office = await OpenAsync(kind);
        var job = await office.EnqueueAsync(new("an", Waits: true, IsDeaf: true, FinishesItself: true), null, Ct);
        var due = DispatchOf(office);
        await due.RunAsync(PostOffice.Tenant, Duration.FromMilliseconds(1), Ct);
        await office.Desk.BegunAsync("an", Ct);
        await StealAsync(office, job.JobId);

        office.Desk.LetGoOn("an");
        await due.WhenIdleAsync(PostOffice.Tenant, Ct);

        (await office.FindAsync(job.JobId, Ct)).State.ShouldBe(RunState.Running);
        (await office.SentAsync(Ct)).ShouldBeEmpty();
    }

    private static Task<PostOffice> OpenAsync(string kind) => PostOffice.OpenAsync(kind, Ct, o => o.Lease = Duration.FromSeconds(1));

    private static IDueWork DispatchOf(PostOffice office) =>
        office.Installation.Services.GetRequiredService<IEnumerable<IDueWork>>().Single(w => w.Name == new JobName("queue.dispatch"));

    private static async Task StealAsync(PostOffice office, Guid job)
    {
        await using var transaction = await office.Installation.Connections.BeginAsync(PostOffice.Tenant, Ct);
        (await transaction.ExecuteAsync($"UPDATE carillon_job SET fence_number = 99 WHERE tenant_id = {PostOffice.Tenant} AND job_id = {job}", Ct)).ShouldBe(1);
        await transaction.CommitAsync(Ct);
    }
}
