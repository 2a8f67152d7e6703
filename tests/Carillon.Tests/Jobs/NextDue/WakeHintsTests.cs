using Carillon.Jobs;
using Carillon.Tenancy;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Jobs.NextDue;

public sealed class WakeHintsTests
{
    private static readonly JobName Work = new("a.b");
    private readonly FakeTenants _tenants = new();
    private readonly ManualClock _clock = new();
    private readonly FlakyStore _store;
    private readonly WakeSignal _signal = new();
    private readonly WakeHints _hints;

    public WakeHintsTests()
    {
        _store = new(new InMemoryNextDueStore(_clock));
        _hints = new(_store, new KnownWakes(_clock), new UnsentHints(), _signal, NullLogger<WakeHints>.Instance);
    }

    [Fact]
    public async Task Hints_of_a_transaction_are_sent_together_before_the_commit_and_signalled_after_it()
    {
        _tenants.OnCommit = _ =>
        {
            _store.Hints.Count.ShouldBe(1);
            _signal.Take().ShouldBeNull();
            return null;
        };

        await CommitAsync(Minutes(9), Minutes(3), Minutes(5));

        _store.Hints.ShouldBe([new DueHint(FakeTenants.Acme, Work, Minutes(3))]);
        _signal.Take().ShouldBe(Minutes(3));
    }

    [Fact]
    public async Task A_failed_commit_costs_an_empty_wake()
    {
        _tenants.OnCommit = _ => new FakeDatabaseException(transient: true);

        await Should.ThrowAsync<FakeDatabaseException>(() => CommitAsync(Minutes(1)));

        _store.Hints.Count.ShouldBe(1);
        _signal.Take().ShouldBeNull();
    }

    [Fact]
    public async Task A_known_earlier_wake_up_spares_the_hint()
    {
        await CommitAsync(Minutes(3));
        await CommitAsync(Minutes(3));
        await CommitAsync(Minutes(4));

        _store.Hints.Count.ShouldBe(1);

        await CommitAsync(Minutes(2));
        _store.Hints.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_skipped_hint_is_sent_after_a_commit_that_took_too_long()
    {
        var (first, second) = (Minutes(3), Minutes(4));
        await CommitAsync(first);
        _tenants.OnCommit = _ =>
        {
            _clock.Now += Duration.FromMinutes(3);
            return null;
        };

        await CommitAsync(second);

        _store.Hints.Select(h => h.Due).ShouldBe([first, second]);
    }

    [Fact]
    public async Task A_control_database_out_of_reach_does_not_fail_the_transaction_and_the_hint_is_sent_later()
    {
        _store.IsDown = true;
        await CommitAsync(Minutes(3));
        await _hints.RetryAsync(TestContext.Current.CancellationToken);
        _store.Hints.ShouldBeEmpty();
        _store.IsDown = false;

        await _hints.RetryAsync(TestContext.Current.CancellationToken);
        await _hints.RetryAsync(TestContext.Current.CancellationToken);

        _store.Hints.ShouldBe([new DueHint(FakeTenants.Acme, Work, Minutes(3))]);
    }

    private Instant Minutes(int minutes) => _clock.Now + Duration.FromMinutes(minutes);

    private async Task CommitAsync(params Instant[] due)
    {
        await using var transaction = await _tenants.BeginAsync(FakeTenants.Acme, TransactionMode.Write, default);
        foreach (var instant in due)
        {
            await _hints.HintAsync(transaction, Work, instant, default);
        }

        await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }

    private sealed class FlakyStore(INextDueStore inner) : INextDueStore
    {
        public bool IsDown { get; set; }

        public List<DueHint> Hints { get; } = [];

        public ValueTask<DueRows> HintAsync(IReadOnlyCollection<DueHint> hints, CancellationToken cancellationToken)
        {
            if (IsDown)
            {
                throw new FakeDatabaseException(transient: true);
            }

            Hints.AddRange(hints);
            return inner.HintAsync(hints, cancellationToken);
        }

        public ValueTask<DueRows> ListAsync(IReadOnlyCollection<JobName> work, Duration until, DueRow? after, int limit, CancellationToken cancellationToken) =>
            inner.ListAsync(work, until, after, limit, cancellationToken);

        public ValueTask<bool> TryRaiseAsync(DueRow row, Instant? wakeAt, CancellationToken cancellationToken) => inner.TryRaiseAsync(row, wakeAt, cancellationToken);

        public ValueTask LowerAsync(TenantId tenant, IReadOnlyCollection<JobName> work, Instant wakeAt, CancellationToken cancellationToken) =>
            inner.LowerAsync(tenant, work, wakeAt, cancellationToken);

        public ValueTask<DueRows> ClaimProbesAsync(IReadOnlyCollection<JobName> work, Duration interval, int limit, CancellationToken cancellationToken) =>
            inner.ClaimProbesAsync(work, interval, limit, cancellationToken);

        public ValueTask EnsureAsync(IReadOnlyCollection<TenantId> tenants, IReadOnlyCollection<JobName> work, Duration interval, CancellationToken cancellationToken) =>
            inner.EnsureAsync(tenants, work, interval, cancellationToken);

        public ValueTask WakeAsync(TenantId tenant, CancellationToken cancellationToken) => inner.WakeAsync(tenant, cancellationToken);
    }
}
