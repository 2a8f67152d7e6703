using Carillon.Locking;
using Carillon.TestSupport;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Locking.Interleavings;

/// <summary>L1, L4, L5 over thousands of seeded interleavings; and twins without one of the guards, whose leak the same exploration sees.</summary>
public sealed class LeaseInterleavingTests
{
    private const string NothingSeen = "nothing: the exploration does not see it";

    private static int Histories => TestSize.Scale(1500);

    [Fact]
    public async Task No_interleaving_lets_two_in_or_strands_a_key()
    {
        var (granted, lost) = (0, 0);
        for (var seed = 0; seed < Histories; seed++)
        {
            using var exploration = new LeaseExploration(seed);
            try
            {
                await exploration.RunAsync();
            }
            catch (BrokenPromiseException broken)
            {
                throw new InvalidOperationException($"Seed {seed}: {broken.Message}.", broken);
            }

            (granted, lost) = (granted + exploration.Granted, lost + exploration.Lost);
        }

        // An exploration in which nothing happens would keep every promise.
        granted.ShouldBeGreaterThan(Histories);
        lost.ShouldBeGreaterThan(Histories / 10);
    }

    [Fact]
    public async Task Without_the_deadline_a_host_believes_that_it_holds_what_has_ended() =>
        (await FirstBrokenAsync(seed => new(seed, timersFire: false))).ShouldBe("a loss is told before the lease has ended");

    [Fact]
    public async Task Without_a_look_at_the_holder_a_late_dispose_frees_the_successors_key() =>
        (await FirstBrokenAsync(seed => new(seed, store => new AnyoneReleases(store)))).ShouldStartWith("at most one host believes");

    [Fact]
    public async Task Without_a_look_at_the_expiry_two_are_let_in() =>
        (await FirstBrokenAsync(seed => new(seed, store => new EveryoneIsLetIn(store)))).ShouldNotBe(NothingSeen);

    [Fact]
    public async Task Without_a_release_a_key_stays_taken() =>
        (await FirstBrokenAsync(seed => new(seed, store => new NothingIsReleased(store)))).ShouldBe("a key that was given back is free at once");

    [Fact]
    public async Task Without_a_counter_fences_do_not_rise() =>
        (await FirstBrokenAsync(seed => new(seed, store => new FencesStandStill(store)))).ShouldStartWith("the fence of");

    private static async Task<string> FirstBrokenAsync(Func<int, LeaseExploration> twin)
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            using var exploration = twin(seed);
            try
            {
                await exploration.RunAsync();
            }
            catch (BrokenPromiseException broken)
            {
                return broken.Message;
            }
        }

        return NothingSeen;
    }

    private abstract class Twin(ILeaseStore store) : ILeaseStore
    {
        public LeaseCapabilities Capabilities => store.Capabilities;

        public virtual ValueTask<Fence?> TryTakeAsync(LockKey key, string owner, Duration length, CancellationToken cancellationToken) =>
            store.TryTakeAsync(key, owner, length, cancellationToken);

        public virtual ValueTask<IReadOnlySet<string>> RenewAsync(IReadOnlyCollection<LeaseClaim> claims, CancellationToken cancellationToken) =>
            store.RenewAsync(claims, cancellationToken);

        public virtual ValueTask ReleaseAsync(LockKey key, string owner, CancellationToken cancellationToken) => store.ReleaseAsync(key, owner, cancellationToken);
    }

    private sealed class AnyoneReleases(ILeaseStore store) : Twin(store)
    {
        private readonly Dictionary<LockKey, string> _last = [];

        public override async ValueTask<Fence?> TryTakeAsync(LockKey key, string owner, Duration length, CancellationToken cancellationToken)
        {
            var fence = await base.TryTakeAsync(key, owner, length, cancellationToken);
            if (fence is not null)
            {
                _last[key] = owner;
            }

            return fence;
        }

        public override ValueTask ReleaseAsync(LockKey key, string owner, CancellationToken cancellationToken) =>
            base.ReleaseAsync(key, _last.GetValueOrDefault(key, owner), cancellationToken);
    }

    private sealed class EveryoneIsLetIn(ILeaseStore store) : Twin(store)
    {
        private Fence _last;

        public override async ValueTask<Fence?> TryTakeAsync(LockKey key, string owner, Duration length, CancellationToken cancellationToken) =>
            _last = await base.TryTakeAsync(key, owner, length, cancellationToken) ?? new Fence(_last.Epoch, _last.Number + 1);
    }

    private sealed class NothingIsReleased(ILeaseStore store) : Twin(store)
    {
        public override ValueTask ReleaseAsync(LockKey key, string owner, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }

    private sealed class FencesStandStill(ILeaseStore store) : Twin(store)
    {
        public override async ValueTask<Fence?> TryTakeAsync(LockKey key, string owner, Duration length, CancellationToken cancellationToken) =>
            await base.TryTakeAsync(key, owner, length, cancellationToken) is null ? null : new Fence(0, 1);
    }
}
