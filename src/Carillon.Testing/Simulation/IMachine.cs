using NodaTime;

namespace Carillon.Testing.Simulation;

/// <summary>A pure machine as the simulator sees it: no I/O, no clock, no randomness of its own.</summary>
/// <typeparam name="TState">The stored row; give it value equality, so that a decision that changes nothing is not written.</typeparam>
/// <typeparam name="TEvent">What a client or another system tells the machine.</typeparam>
public interface IMachine<TState, TEvent>
{
    /// <summary>The state that is stored before the first step.</summary>
    TState Initial { get; }

    /// <summary>Decides about the <paramref name="occurrence"/> that was delivered at <paramref name="now"/>.</summary>
    Decision<TState> Apply(TState state, TEvent occurrence, Instant now);

    /// <summary>Decides what is due at <paramref name="now"/>; the sweep's work. Returns the same state when nothing is due.</summary>
    Decision<TState> Settle(TState state, Instant now);

    /// <summary>The guard in the write: may what was decided on <paramref name="seen"/> replace <paramref name="current"/>?</summary>
    bool GuardHolds(Versioned<TState> seen, Versioned<TState> current);
}
