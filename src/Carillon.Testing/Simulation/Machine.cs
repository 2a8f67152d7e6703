using NodaTime;

namespace Carillon.Testing.Simulation;

/// <summary>Makes machines from delegates, so that a <c>decide</c> function is simulated as it is.</summary>
public static class Machine
{
    /// <summary>A machine over an <c>apply</c> and an optional <c>settle</c> function; its writes are guarded by version.</summary>
    /// <param name="initial">The state before the first step.</param>
    /// <param name="apply">Decides about an event. A bare state converts to a <see cref="Decision{TState}"/> without effects.</param>
    /// <param name="settle">Decides what is due; without it sweeps change nothing.</param>
    public static Machine<TState, TEvent> Of<TState, TEvent>(
        TState initial,
        Func<TState, TEvent, Instant, Decision<TState>> apply,
        Func<TState, Instant, Decision<TState>>? settle = null)
    {
        ArgumentNullException.ThrowIfNull(apply);
        return new(initial, apply, settle ?? ((state, _) => state), (seen, current) => seen.Version == current.Version);
    }
}
