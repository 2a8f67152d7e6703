using System.Collections.Immutable;
using Carillon.Testing.Simulation;
using Carillon.Testing.Simulation.Histories;
using NodaTime;

namespace Carillon.Testing.Tests.Simulation;

/// <summary>A toy pack: beats extend a session, charges draw from it, silence ends it at its last activity.</summary>
internal static class StudyTimer
{
    internal static readonly Duration Timeout = Duration.FromMinutes(10);

    [Flags]
    internal enum Bug
    {
        None = 0,
        CountsCopies = 1,
        EndsAtWorkerTime = 2,
        LosesUpdates = 4,
        KeysByWorkerTime = 8,
        PaysByWorkerTime = 16,
        LastBeatWins = 32,
        Throws = 64,
    }

    internal abstract record Told;

    internal sealed record Beat(Instant At) : Told;

    internal sealed record Charge(string Key, int Units) : Told;

    internal sealed record State(int Spent, ImmutableSortedSet<string> Seen, Instant? LastActivity, Instant? EndedAt)
    {
        public bool Equals(State? other) =>
            other is not null && Spent == other.Spent && LastActivity == other.LastActivity && EndedAt == other.EndedAt
            && Seen.SetEquals(other.Seen);

        public override int GetHashCode() => HashCode.Combine(Spent, LastActivity, EndedAt);

        public override string ToString() => $"spent {Spent}, last {LastActivity}, ended {EndedAt}";
    }

    internal static Machine<State, Told> With(Bug bug)
    {
        var machine = Machine.Of<State, Told>(
            new(0, [], null, null), (state, told, now) => Apply(state, told, now, bug), (state, now) => Settle(state, now, bug));
        return bug.HasFlag(Bug.LosesUpdates) ? machine.GuardedBy((_, _) => true) : machine;
    }

    internal static Told Source(Emission emission, SimulationRandom random) => random.Chance(0.4)
        ? new Charge($"charge-{emission.Ordinal}", random.Between(1, 9))
        : new Beat(emission.ClientAt);

    internal static Simulator<State, Told> Simulate(Bug bug) => Simulator.Of(With(bug), Source)
        .SweepsChangeNothing()
        .CopiesChangeNothing()
        .OrderChangesNothing()
        .Always("A session ends at its last activity", state => state.EndedAt is null || state.EndedAt == state.LastActivity)
        .Obeys("Spent is the sum of the charges", history =>
        {
            var due = history.AppliedOnce.Select(applied => applied.Event).OfType<Charge>().Sum(charge => charge.Units);
            return history.Final.Spent == due ? null : $"{history.Final.Spent} were spent, {due} were charged";
        })
        .Obeys("A charge is receipted once", history =>
        {
            var charges = history.AppliedOnce.Count(applied => applied.Event is Charge);
            var receipts = history.Effects.Count(effect => effect.Key.StartsWith("receipt", StringComparison.Ordinal));
            return receipts == charges ? null : $"{receipts} receipts for {charges} charges";
        });

    private static Decision<State> Apply(State state, Told told, Instant now, Bug bug)
    {
        switch (told)
        {
            case Charge(var key, _) when state.Seen.Contains(key) && !bug.HasFlag(Bug.CountsCopies):
                return Receipt(state, key, now, bug);
            case Charge(var key, var units):
                return Receipt(state with { Spent = state.Spent + units, Seen = state.Seen.Add(key) }, key, now, bug);
            case Beat(var at) when state.EndedAt is not null && bug.HasFlag(Bug.Throws):
                throw new InvalidOperationException($"beat at {at} after the end");
            case Beat(var at):
                var last = state.LastActivity is { } known && known > at && !bug.HasFlag(Bug.LastBeatWins) ? known : at;
                return state with { LastActivity = last, EndedAt = last == state.LastActivity ? state.EndedAt : null };
            default:
                throw new ArgumentException($"Unknown event {told}.", nameof(told));
        }
    }

    // A copy inserts its receipt again, as a handler without a memory would: the key makes it harmless.
    private static Decision<State> Receipt(State state, string key, Instant now, Bug bug) => new(state, new Effect(
        bug.HasFlag(Bug.KeysByWorkerTime) ? $"receipt-{key}-{now}" : $"receipt-{key}",
        bug.HasFlag(Bug.PaysByWorkerTime) ? now : key));

    private static Decision<State> Settle(State state, Instant now, Bug bug) =>
        state is { LastActivity: { } last, EndedAt: null } && last + Timeout <= now
            ? new Decision<State>(state with { EndedAt = bug.HasFlag(Bug.EndsAtWorkerTime) ? now : last }, new Effect($"ended-{last}"))
            : state;
}
