namespace Carillon.Testing.Simulation;

/// <summary>What a machine decided: the state to store and the effects to insert with it.</summary>
public sealed record Decision<TState>
{
    /// <summary>A decision with any number of effects.</summary>
    public Decision(TState state, IEnumerable<Effect> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        State = state;
        Effects = [.. effects];
    }

    /// <summary>A decision with the effects given one by one.</summary>
    public Decision(TState state, params Effect[] effects)
        : this(state, (IEnumerable<Effect>)effects)
    {
    }

    /// <summary>The state to store.</summary>
    public TState State { get; }

    /// <summary>The outbox rows to insert in the same transaction.</summary>
    public IReadOnlyList<Effect> Effects { get; }

    /// <summary>A decision without effects.</summary>
    public static implicit operator Decision<TState>(TState state) => new(state);
}
