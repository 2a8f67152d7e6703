using NodaTime;

namespace Carillon.Testing.Simulation;

/// <summary>A machine made of delegates; see <see cref="Machine.Of"/>.</summary>
public sealed class Machine<TState, TEvent> : IMachine<TState, TEvent>
{
    private readonly Func<TState, TEvent, Instant, Decision<TState>> _apply;
    private readonly Func<TState, Instant, Decision<TState>> _settle;
    private readonly Func<Versioned<TState>, Versioned<TState>, bool> _guard;

    internal Machine(
        TState initial,
        Func<TState, TEvent, Instant, Decision<TState>> apply,
        Func<TState, Instant, Decision<TState>> settle,
        Func<Versioned<TState>, Versioned<TState>, bool> guard)
    {
        Initial = initial;
        _apply = apply;
        _settle = settle;
        _guard = guard;
    }

    /// <inheritdoc/>
    public TState Initial { get; }

    /// <inheritdoc/>
    public Decision<TState> Apply(TState state, TEvent occurrence, Instant now) => _apply(state, occurrence, now);

    /// <inheritdoc/>
    public Decision<TState> Settle(TState state, Instant now) => _settle(state, now);

    /// <inheritdoc/>
    public bool GuardHolds(Versioned<TState> seen, Versioned<TState> current) => _guard(seen, current);

    /// <summary>
    /// The same machine with the guard that its real write has, such as <c>(seen, current) =&gt; seen.State.Phase == current.State.Phase</c>.
    /// </summary>
    public Machine<TState, TEvent> GuardedBy(Func<Versioned<TState>, Versioned<TState>, bool> guard)
    {
        ArgumentNullException.ThrowIfNull(guard);
        return new(Initial, _apply, _settle, guard);
    }
}
