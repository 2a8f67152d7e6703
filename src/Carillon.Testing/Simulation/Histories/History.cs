using NodaTime;

namespace Carillon.Testing.Simulation.Histories;

/// <summary>A finished history: every step with its outcome, and what is stored in the end. Laws look at this.</summary>
public sealed class History<TState, TEvent>
{
    internal History(ulong seed, Instant start, IMachine<TState, TEvent> machine, World<TState, TEvent> world)
    {
        Seed = seed;
        Start = start;
        Machine = machine;
        Steps = world.Steps;
        Final = world.Current.State;
        End = world.Now;
        Effects = world.Outbox;
        Conflict = world.Conflict;
        Thrown = world.Thrown;
    }

    /// <summary>The seed of this one history.</summary>
    public ulong Seed { get; }

    /// <summary>The database clock at the beginning.</summary>
    public Instant Start { get; }

    /// <summary>The database clock at the last step.</summary>
    public Instant End { get; }

    /// <summary>The machine that decided.</summary>
    public IMachine<TState, TEvent> Machine { get; }

    /// <summary>All steps in order.</summary>
    public IReadOnlyList<HistoryStep<TState, TEvent>> Steps { get; }

    /// <summary>The state that is stored in the end.</summary>
    public TState Final { get; }

    /// <summary>The outbox in the end: one row per key, in order of insertion.</summary>
    public IReadOnlyList<Effect> Effects { get; }

    /// <summary>Every state that was ever stored, the initial one first.</summary>
    public IEnumerable<TState> States =>
        Steps.Where(step => step.Outcome == StepOutcome.Won).Select(step => step.Stored.State).Prepend(Machine.Initial);

    /// <summary>The acknowledged deliveries in the order of their writes, copies included.</summary>
    public IEnumerable<AppliedEvent<TEvent>> Applied =>
        from step in Steps
        where step.Work is not null && step.Outcome is StepOutcome.Won or StepOutcome.Unchanged
        select new AppliedEvent<TEvent>(step.Work!, step.Event!, step.Now);

    /// <summary>The first of each event in <see cref="Applied"/>.</summary>
    public IEnumerable<AppliedEvent<TEvent>> AppliedOnce => Applied.DistinctBy(applied => applied.Emission.Ordinal);

    /// <summary>What the machine threw, if it did.</summary>
    public Exception? Thrown { get; }

    internal string? Conflict { get; }

    /// <summary>The state that one worker alone would reach with these events, settled at <see cref="End"/>.</summary>
    public TState Alone(IEnumerable<AppliedEvent<TEvent>> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var state = events.Aggregate(Machine.Initial, (at, applied) => Machine.Apply(at, applied.Event, applied.Now).State);
        return Settled(state);
    }

    /// <summary>The final state as a reader sees it at <see cref="End"/>: with everything due settled.</summary>
    public TState Settled() => Settled(Final);

    /// <summary>The history as text, one line per step; it can be replayed.</summary>
    public override string ToString() => HistoryText.Print(this);

    private TState Settled(TState state) => Machine.Settle(state, End).State;
}
