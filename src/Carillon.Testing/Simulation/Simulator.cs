namespace Carillon.Testing.Simulation;

/// <summary>The beginning of a simulation.</summary>
public static class Simulator
{
    /// <summary>A simulator of a machine that is told the events of a source; it has no laws yet but the two that hold for every machine.</summary>
    /// <remarks>Those are: the machine never throws, and one effect key never carries two payloads.</remarks>
    public static Simulator<TState, TEvent> Of<TState, TEvent>(IMachine<TState, TEvent> machine, EventSource<TEvent> source)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(source);
        return new(machine, source, [Laws.NeverThrows<TState, TEvent>(), Laws.OnePayloadPerKey<TState, TEvent>()], new());
    }
}
