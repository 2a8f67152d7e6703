using Carillon.Jobs;
using Carillon.Outbox;
using Carillon.Tenancy;
using Carillon.Testing;
using Carillon.Testing.Clocks;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Outbox;

/// <summary>What becomes of messages that a host does not want to hear of.</summary>
public sealed class DeclinedTopicTests
{
    private const string Topic = "bells.rung";

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Messages_of_a_declined_topic_are_dropped_and_the_work_is_complete(string kind)
    {
        var report = await RunDueAsync(kind, b => b.DeclineOutboxTopic(Topic));

        report.ExitCode.ShouldBe(0);
        report.Counts.Acted.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Messages_of_a_topic_that_nobody_handles_or_declines_wait_and_count(string kind)
    {
        var report = await RunDueAsync(kind, b => b.DeclineOutboxTopic("bells.silent"));

        report.ExitCode.ShouldBe(3);
        (report.Counts.Due, report.Counts.Acted).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_topic_with_a_handler_cannot_be_declined_too()
    {
        await using var installation = await TestInstallation.StartAsync("sqlite", Ct, b => b.DeclineOutboxTopic(Topic).DeclineOutboxTopic(Topic));

        Should.Throw<InvalidOperationException>(() => installation.Services.GetRequiredService<OutboxDispatcher>()).Message.ShouldContain(Topic);
    }

    private static async Task<RunDueReport> RunDueAsync(string kind, Action<CarillonBuilder> configure)
    {
        await using var installation = await TestInstallation.StartAsync(kind, Ct, b =>
        {
            b.AddTesting(ManualClock.AtUtc(2026, 3, 1));
            configure(b);
        });
        var tenant = (await installation.AddTenantAsync("hocmai", Ct)).Id;
        await using (var transaction = await installation.Connections.BeginAsync(tenant, Ct))
        {
            await installation.Services.GetRequiredService<IOutbox>().AppendAsync(transaction, [new OutboxMessage("one", Topic, "{}")], Ct);
            await transaction.CommitAsync(Ct);
        }

        return await installation.Services.GetRequiredService<IRunDue>().RunAsync(new(), Ct);
    }
}
