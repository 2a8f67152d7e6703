using System.Globalization;
using Carillon.Testing.Simulation.Histories;

namespace Carillon.Testing.Simulation;

/// <summary>Runs seeded histories of a machine and looks for one that breaks a law. Immutable; each method returns another simulator.</summary>
public sealed class Simulator<TState, TEvent>
{
    private readonly IMachine<TState, TEvent> _machine;
    private readonly EventSource<TEvent> _source;
    private readonly IReadOnlyList<Law<TState, TEvent>> _laws;
    private readonly SimulationOptions _options;

    internal Simulator(
        IMachine<TState, TEvent> machine,
        EventSource<TEvent> source,
        IReadOnlyList<Law<TState, TEvent>> laws,
        SimulationOptions options)
    {
        (_machine, _source, _laws, _options) = (machine, source, laws, options);
    }

    /// <summary>With other options.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count, probability or span is out of its range.</exception>
    public Simulator<TState, TEvent> With(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new(_machine, _source, _laws, options);
    }

    /// <summary>With more laws.</summary>
    public Simulator<TState, TEvent> Obeys(params IEnumerable<Law<TState, TEvent>> laws) => new(_machine, _source, [.. _laws, .. laws], _options);

    /// <summary>With a law about the whole history: null when it holds, otherwise what is wrong.</summary>
    public Simulator<TState, TEvent> Obeys(string name, Func<History<TState, TEvent>, string?> violated)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(violated);
        return Obeys(new Law<TState, TEvent>(name, violated));
    }

    /// <summary>With a law about every state that is ever stored.</summary>
    public Simulator<TState, TEvent> Always(string name, Func<TState, bool> holds)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(holds);
        return Obeys(Laws.Always<TState, TEvent>(name, holds));
    }

    /// <summary>
    /// With the law that sweeps and lost races leave no trace: the settled end equals that of one worker which applies the same deliveries and never sweeps.
    /// </summary>
    /// <param name="seen">The part of the state that must agree, with value equality; default: all of it.</param>
    public Simulator<TState, TEvent> SweepsChangeNothing(Func<TState, object?>? seen = null) =>
        Obeys(Laws.SweepsChangeNothing<TState, TEvent>(seen ?? (state => state)));

    /// <summary>With the law that a second delivery of the same event changes nothing.</summary>
    /// <inheritdoc cref="SweepsChangeNothing" path="/param"/>
    public Simulator<TState, TEvent> CopiesChangeNothing(Func<TState, object?>? seen = null) =>
        Obeys(Laws.CopiesChangeNothing<TState, TEvent>(seen ?? (state => state)));

    /// <summary>With the law that overtaken events end in the same state; for machines that promise it.</summary>
    /// <inheritdoc cref="SweepsChangeNothing" path="/param"/>
    public Simulator<TState, TEvent> OrderChangesNothing(Func<TState, object?>? seen = null) =>
        Obeys(Laws.OrderChangesNothing<TState, TEvent>(seen ?? (state => state)));

    /// <summary>Runs histories until all have kept every law.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="seed">The seed of the whole batch; the same seed runs the same histories everywhere.</param>
    /// <returns>What happened in them, so that a test can see that it was not for nothing.</returns>
    /// <exception cref="SimulationFailedException">A law was broken; its message has the shrunk history.</exception>
    public SimulationSummary Histories(int count, ulong seed)
    {
        var (failure, summary) = Search(count, seed);
        return failure is null ? summary : throw new SimulationFailedException(failure);
    }

    /// <summary>The first failure among so many histories, shrunk; null if all keep every law.</summary>
    public SimulationFailure? FirstFailure(int count, ulong seed) => Search(count, seed).Failure;

    /// <summary>Makes the one history of a seed again, as named by a failure; laws are not asked.</summary>
    public History<TState, TEvent> Replay(ulong seed)
    {
        var world = NewWorld(seed, _options.Start);
        new Scheduler<TState, TEvent>(_options, seed, world).Run();
        return new(seed, _options.Start, _machine, world);
    }

    /// <summary>Runs a printed history again, step by step; laws are not asked.</summary>
    /// <exception cref="FormatException">A line of it cannot be read; the message says which.</exception>
    public History<TState, TEvent> Replay(string history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var (seed, start, steps) = HistoryText.Parse(history);
        return Run(seed, start, steps);
    }

    /// <summary>The first law that a history breaks, as "name: what is wrong"; null if none.</summary>
    public string? Judge(History<TState, TEvent> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return Broken(history) is var (law, wrong) ? $"{law.Name}: {wrong}" : null;
    }

    private (SimulationFailure? Failure, SimulationSummary Summary) Search(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var summary = new SimulationSummary();
        for (var i = 0; i < count; i++)
        {
            var history = Replay(SimulationRandom.SeedOf(seed, i));
            summary = summary.Add(history);
            if (Broken(history) is var (law, _))
            {
                return (Failure(history, law), summary);
            }
        }

        return (null, summary);
    }

    private SimulationFailure Failure(History<TState, TEvent> history, Law<TState, TEvent> law)
    {
        var least = Shrinker.Shrink(
            [.. history.Steps.Select(step => step.Turn)],
            steps => Wrong(law, Run(history.Seed, history.Start, steps)) is not null,
            history.Start);
        var shrunk = Run(history.Seed, history.Start, least);
        var events = shrunk.Steps.Count(step => step.Turn.Kind is TurnKind.Read or TurnKind.Sweep);
        return new(law.Name, Wrong(law, shrunk)!, history.Seed, events, shrunk.ToString());
    }

    private (Law<TState, TEvent> Law, string Wrong)? Broken(History<TState, TEvent> history)
    {
        foreach (var law in _laws)
        {
            if (Wrong(law, history) is { } wrong)
            {
                return (law, wrong);
            }
        }

        return null;
    }

    private static string? Wrong(Law<TState, TEvent> law, History<TState, TEvent> history)
    {
        try
        {
            return law.Violated(history);
        }
#pragma warning disable CA1031 // A law that cannot be judged, such as when the machine throws on the lone replay, does not hold.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            return string.Create(CultureInfo.InvariantCulture, $"could not be judged, {thrown.GetType().Name}: {thrown.Message}");
        }
    }

    private History<TState, TEvent> Run(ulong seed, NodaTime.Instant start, IReadOnlyList<Turn> steps)
    {
        var world = NewWorld(seed, start);
        foreach (var step in steps)
        {
            world.Execute(step);
        }

        return new(seed, start, _machine, world);
    }

    private World<TState, TEvent> NewWorld(ulong seed, NodaTime.Instant start) => new(_machine, _source, seed, start, _options.Workers.Now);
}
