using Carillon.EntityFrameworkCore;
using Carillon.Sessions.Tests.Faults;
using Carillon.TestSupport;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Concurrency;

/// <summary>PostgreSQL: transactions that want the same students in different orders.</summary>
public sealed class DeadlockTests(Schools schools) : IClassFixture<Schools>
{
    private static readonly string[] Students = [.. Enumerable.Range(0, 12).Select(i => $"s{i:00}")];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Starts_of_several_students_in_one_call_never_wait_for_each_other_in_a_circle()
    {
        var school = await schools.OnAsync("postgresql", Ct);
        async Task StartAllAsync(int round, int seed)
        {
            var order = Students.ToArray();
            new Random(seed).Shuffle(order);
            await using var tx = await school.Installation.Connections.BeginAsync(School.Hocmai, Ct);
            var replies = await school.Study.StartAsync(tx, [.. order.Select(student => school.Start(student, $"{round}", 0))], Ct);
            await tx.CommitAsync(Ct);
            replies.Select(reply => reply.Session!.Student).ShouldBe(order);
        }

        for (var round = 0; round < TestSize.Scale(20); round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() => StartAllAsync(round, (round * 4) + worker), Ct)));
        }
    }

    [Fact]
    public async Task A_deadlock_with_a_transaction_of_the_host_is_overcome_where_the_transaction_is_ours()
    {
        var school = await schools.OnAsync("postgresql", Ct);
        await using var watch = await CommitBarrier.ConnectAsync(school, Ct);
        foreach (var student in new[] { "an", "binh" })
        {
            await school.Study.StartAsync(School.Hocmai, school.Start(student, "s", 0), Ct);
        }

        // The host goes the wrong way round, and is patient: whoever looks for a deadlock first is the one that is given up.
        school.Till(20);
        await using var host = await school.Installation.Connections.BeginAsync(School.Hocmai, Ct);
        await host.ExecuteAsync($"SET LOCAL deadlock_timeout = '60s'", Ct);
        await school.Study.StartAsync(host, school.Start("binh", "new", 20), Ct);
        var ours = Task.Run(async () => await school.Study.HeartbeatAsync(School.Hocmai, [school.Beats("an", "s", [20]), school.Beats("binh", "s", [20])], Ct), Ct);
        await watch.WaitersAsync(1, Ct);
        await school.Study.StartAsync(host, school.Start("an", "new", 20), Ct);
        await host.CommitAsync(Ct);

        (await ours).SelectMany(reply => reply.Verdicts).ShouldAllBe(verdict => verdict.Outcome == SessionOutcome.Accepted);
    }
}
