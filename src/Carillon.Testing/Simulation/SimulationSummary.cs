using Carillon.Testing.Simulation.Histories;

namespace Carillon.Testing.Simulation;

/// <summary>What happened in all histories together. A count of zero means that the simulation did not try that.</summary>
public sealed record SimulationSummary
{
    /// <summary>Histories run.</summary>
    public int Histories { get; private init; }

    /// <summary>Writes whose guard held.</summary>
    public int Won { get; private init; }

    /// <summary>Writes whose guard did not hold.</summary>
    public int Lost { get; private init; }

    /// <summary>Workers that died with work in hand.</summary>
    public int Crashed { get; private init; }

    /// <summary>Sweeps that changed something.</summary>
    public int Settled { get; private init; }

    /// <summary>Acknowledged deliveries of an event that had been acknowledged before.</summary>
    public int Copies { get; private init; }

    internal SimulationSummary Add<TState, TEvent>(History<TState, TEvent> history) => new()
    {
        Histories = Histories + 1,
        Won = Won + Count(history, StepOutcome.Won),
        Lost = Lost + Count(history, StepOutcome.Lost),
        Crashed = Crashed + Count(history, StepOutcome.Crashed),
        Settled = Settled + history.Steps.Count(step => step is { Outcome: StepOutcome.Won, Work: null }),
        Copies = Copies + history.Applied.Count() - history.AppliedOnce.Count(),
    };

    private static int Count<TState, TEvent>(History<TState, TEvent> history, StepOutcome outcome) =>
        history.Steps.Count(step => step.Outcome == outcome);
}
