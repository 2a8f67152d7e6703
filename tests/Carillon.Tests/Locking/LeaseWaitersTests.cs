using Carillon.Locking;
using Carillon.Tenancy;
using Carillon.Testing.Clocks;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Locking;

/// <summary>Of those who wait for one key in one process, only the first asks the store; the others are told.</summary>
public sealed class LeaseWaitersTests
{
    // A waiter that nobody tells is waited for no longer than this: it ends the test, and says nothing about speed.
    private const int Patience = 60_000;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan AtMost = TimeSpan.FromHours(1);
    private static readonly LockKey Key = LockKey.ForTenant(TenantId.Parse("acme"), "key");

    private readonly ManualTimeProvider _time = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task The_first_in_line_polls_and_the_others_do_not()
    {
        var waiters = new LeaseWaiters(_time);
        using var first = waiters.Enter(Key);
        using var second = waiters.Enter(Key);
        var (polls, waits) = (first.WaitAsync(Poll, AtMost, Ct).AsTask(), second.WaitAsync(Poll, AtMost, Ct).AsTask());

        _time.Advance(Duration.FromMinutes(1));
        await polls.WaitAsync(Ct);
        waits.IsCompleted.ShouldBeFalse();
        _time.Advance(Duration.FromHours(1));
        await waits.WaitAsync(Ct);
    }

    [Fact(Timeout = Patience)]
    public async Task A_release_wakes_the_first_in_line_and_its_leaving_the_next()
    {
        var waiters = new LeaseWaiters(_time);
        var first = waiters.Enter(Key);
        using var second = waiters.Enter(Key);
        using var third = waiters.Enter(Key);
        var waits = new[] { first, second, third }.Select(waiter => waiter.WaitAsync(AtMost, AtMost, Ct).AsTask()).ToList();

        waiters.Wake(Key);
        await waits[0].WaitAsync(Ct);
        waits.Skip(1).ShouldAllBe(wait => !wait.IsCompleted);
        first.Dispose();
        await waits[1].WaitAsync(Ct);
        waits[2].IsCompleted.ShouldBeFalse();
        waiters.Wake(Key);
        _time.Advance(Duration.FromHours(1));
        await waits[2].WaitAsync(Ct);
    }
}
