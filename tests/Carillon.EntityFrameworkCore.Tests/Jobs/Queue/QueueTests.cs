using Carillon.Jobs;
using Carillon.Tenancy;
using Carillon.Testing.Running;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Jobs.Queue;

/// <summary>Queued jobs through a whole host: enqueued with the rows that want them, done once, tried again, given up.</summary>
public sealed class QueueTests
{
    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_job_is_enqueued_with_its_transaction_or_not_at_all(string kind)
    {
        await using var office = await PostOffice.OpenAsync(kind, Ct);
        var committed = await office.EnqueueAsync(new("an"), null, Ct);
        await using (var given = await office.Installation.Connections.BeginAsync(PostOffice.Tenant, Ct))
        {
            await office.Queue.EnqueueAsync(given, PostOffice.Job, new Letter.Args("binh"), null, Ct);
        }

        await office.RunDueAsync(Ct);

        (await office.SentAsync(Ct)).ShouldBe(["an"]);
        var run = await office.FindAsync(committed.JobId, Ct);
        (run.State, run.Attempt, run.WakeAt, run.Outcome!.Counts).ShouldBe((RunState.Succeeded, 1, null, new WorkCounts(Due: 1, Acted: 1)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_job_for_later_is_done_at_its_instant_and_not_before(string kind)
    {
        await using var office = await PostOffice.OpenAsync(kind, Ct);
        var at = office.Clock.GetCurrentInstant() + Duration.FromMinutes(10);
        await office.EnqueueAsync(new("an"), new() { At = at }, Ct);
        var runner = office.Installation.Services.GetRequiredService<ManualRunner>();

        await runner.AdvanceAsync(Duration.FromMinutes(10) - Duration.FromMilliseconds(1), Ct);
        (await office.SentAsync(Ct)).ShouldBeEmpty();
        await runner.AdvanceAsync(Duration.FromMilliseconds(1), Ct);
        (await office.SentAsync(Ct)).ShouldBe(["an"]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_same_key_is_one_job_and_other_arguments_under_it_are_refused(string kind)
    {
        await using var office = await PostOffice.OpenAsync(kind, Ct);
        var first = await office.EnqueueAsync(new("an"), new() { Key = "order-1" }, Ct);
        var again = await office.EnqueueAsync(new("an"), new() { Key = "order-1" }, Ct);
        var other = await office.EnqueueAsync(new("an"), new() { Key = "order-2" }, Ct);
        await office.RunDueAsync(Ct);
        var late = await office.EnqueueAsync(new("an"), new() { Key = "order-1" }, Ct);

        (first.AlreadyExisted, again, other.AlreadyExisted, late).ShouldBe((false, new(first.JobId, true), false, new(first.JobId, true)));
        other.JobId.ShouldNotBe(first.JobId);
        var refused = await Should.ThrowAsync<JobConflictException>(() => office.EnqueueAsync(new("binh"), new() { Key = "order-1" }, Ct));
        (refused.Tenant, refused.Job, refused.Key).ShouldBe((PostOffice.Tenant, PostOffice.Job, "order-1"));
        (await office.SentAsync(Ct)).ShouldBe(["an", "an"]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_job_that_fails_is_tried_again_and_one_that_always_fails_is_kept_as_failed(string kind)
    {
        await using var office = await PostOffice.OpenAsync(kind, Ct);
        var twice = await office.EnqueueAsync(new("an", FailsUntil: 2), null, Ct);
        var always = await office.EnqueueAsync(new("binh", FailsUntil: 99), null, Ct);
        var runner = office.Installation.Services.GetRequiredService<ManualRunner>();

        await office.RunDueAsync(Ct);
        var waiting = await office.FindAsync(twice.JobId, Ct);
        (waiting.State, waiting.Reason).ShouldBe((RunState.Retrying, "InvalidDataException: attempt 1 fails"));
        await runner.AdvanceAsync(Duration.FromHours(1), Ct);
        await runner.AdvanceAsync(Duration.FromHours(1), Ct);

        (await office.SentAsync(Ct)).ShouldBe(["an"]);
        var (done, given) = (await office.FindAsync(twice.JobId, Ct), await office.FindAsync(always.JobId, Ct));
        (done.State, done.Attempt).ShouldBe((RunState.Succeeded, 3));
        (given.State, given.Attempt, given.WakeAt, given.Reason).ShouldBe((RunState.Failed, 3, null, "InvalidDataException: attempt 3 fails"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_job_can_end_in_the_transaction_of_its_effects(string kind)
    {
        await using var office = await PostOffice.OpenAsync(kind, Ct);
        var job = await office.EnqueueAsync(new("an", FinishesItself: true), null, Ct);

        await office.RunDueAsync(Ct);

        var run = await office.FindAsync(job.JobId, Ct);
        (run.State, run.Outcome!.Counts.Acted, run.WakeAt).ShouldBe((RunState.Succeeded, 1, null));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Higher_priorities_are_taken_first_and_within_one_those_that_woke_first(string kind)
    {
        await using var office = await PostOffice.OpenAsync(kind, Ct, o => (o.Parallelism, o.ParallelismPerTenant, o.BatchSize) = (1, 1, 1));
        await office.EnqueueAsync(new("low"), new() { Priority = JobPriority.Low }, Ct);
        await office.EnqueueAsync(new("first"), null, Ct);
        office.Clock.Advance(Duration.FromSeconds(1));
        await office.EnqueueAsync(new("second"), null, Ct);
        await office.EnqueueAsync(new("high"), new() { Priority = JobPriority.High }, Ct);

        await office.RunDueAsync(Ct);

        office.Desk.Order.ShouldBe(["high", "first", "second", "low"]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_hanging_job_holds_up_no_other(string kind)
    {
        await using var office = await PostOffice.OpenAsync(kind, Ct, o => o.ParallelismPerTenant = 2);
        await office.EnqueueAsync(new("slow", Waits: true), null, Ct);
        await office.EnqueueAsync(new("an"), null, Ct);
        var due = office.Installation.Services.GetRequiredService<IEnumerable<IDueWork>>().Single(w => w.Name == new JobName("queue.dispatch"));

        // The slice is over although a run goes on, and the next one finds new work beside it.
        await due.RunAsync(PostOffice.Tenant, Duration.FromMilliseconds(50), Ct);
        await office.EnqueueAsync(new("binh"), null, Ct);
        await due.RunAsync(PostOffice.Tenant, Duration.FromMilliseconds(50), Ct);

        (await office.SentAsync(Ct)).ShouldBe(["an", "binh"]);
        office.Desk.LetGoOn("slow");
        await due.WhenIdleAsync(PostOffice.Tenant, Ct);
        (await office.SentAsync(Ct)).ShouldBe(["an", "binh", "slow"]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_thousand_jobs_are_done_once_each(string kind)
    {
        await using var office = await PostOffice.OpenAsync(kind, Ct);
        await using (var transaction = await office.Installation.Connections.BeginAsync(PostOffice.Tenant, Ct))
        {
            var items = Enumerable.Range(0, 1000).Select(i => new QueueItem<Letter.Args>(new($"{i:D4}", FinishesItself: i % 2 == 0))).ToList();
            (await office.Queue.EnqueueAsync(transaction, PostOffice.Job, items, Ct)).ShouldAllBe(job => !job.AlreadyExisted);
            await transaction.CommitAsync(Ct);
        }

        await office.RunDueAsync(Ct);

        (await office.SentAsync(Ct)).ShouldBe(Enumerable.Range(0, 1000).Select(i => $"{i:D4}"));
        office.Desk.Order.Count.ShouldBe(1000);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_no_job_no_key_or_no_arguments_is_refused_and_nothing_enqueued(string kind)
    {
        await using var office = await PostOffice.OpenAsync(kind, Ct);
        await using var transaction = await office.Installation.Connections.BeginAsync(PostOffice.Tenant, Ct);
        Task RefusedAsync(Func<ValueTask> act) => Should.ThrowAsync<ArgumentException>(async () => await act());

        await RefusedAsync(async () => await office.Queue.EnqueueAsync(transaction, new("no.such"), new Letter.Args("an"), null, Ct));
        await RefusedAsync(async () => await office.Queue.EnqueueAsync(transaction, PostOffice.Job, new NoArgs(), null, Ct));
        await RefusedAsync(async () => await office.Queue.EnqueueAsync(transaction, PostOffice.Job, new Letter.Args("an"), new() { Key = "a\nb" }, Ct));
        await RefusedAsync(async () => await office.Queue.EnqueueAsync(transaction, PostOffice.Job, new Letter.Args("an"), new() { Key = new('k', 201) }, Ct));
        await RefusedAsync(async () => await office.Queue.EnqueueAsync(transaction, PostOffice.Job, new Letter.Args("an"), new() { Priority = (JobPriority)7 }, Ct));
        await RefusedAsync(async () => await office.Queue.EnqueueAsync(
            transaction, PostOffice.Job, [new QueueItem<Letter.Args>(new("an"), new() { Key = "k" }), new(new("binh"), new() { Key = "k" })], Ct));
        await transaction.CommitAsync(Ct);

        (await office.Store.LookAsync(PostOffice.Tenant, new Dictionary<JobName, int> { [PostOffice.Job] = 1 }, Ct)).Next.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_queued_about_a_person_is_erased_with_him(string kind)
    {
        await using var office = await PostOffice.OpenAsync(kind, Ct);
        await office.EnqueueAsync(new("an"), new() { Subject = "an" }, Ct);
        await office.EnqueueAsync(new("binh"), new() { Subject = "binh" }, Ct);

        var erased = await office.Installation.Services.GetRequiredService<SubjectErasure>().EraseAsync(PostOffice.Tenant, "an", "lan", Ct);
        await office.RunDueAsync(Ct);

        erased.ShouldContain(new ErasedPart("queue", 1));
        (await office.SentAsync(Ct)).ShouldBe(["binh"]);
    }
}
