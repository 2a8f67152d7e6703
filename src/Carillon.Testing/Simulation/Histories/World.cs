using NodaTime;

namespace Carillon.Testing.Simulation.Histories;

/// <summary>
/// The versioned model store with its workers. Steps that make no sense (a write without a read) do nothing,
/// so that any part of a history can be left out and the rest still runs.
/// </summary>
internal sealed class World<TState, TEvent>(
    IMachine<TState, TEvent> machine, EventSource<TEvent> source, ulong seed, Instant start, NowSource clock)
{
    private readonly Dictionary<int, Work> _inHand = [];
    private readonly Dictionary<string, Effect> _byKey = new(StringComparer.Ordinal);
    private readonly List<HistoryStep<TState, TEvent>> _steps = [];
    private readonly List<Effect> _outbox = [];

    public Versioned<TState> Current { get; private set; } = new(machine.Initial, 0);

    public Instant Now { get; private set; } = start;

    public Exception? Thrown { get; private set; }

    public string? Conflict { get; private set; }

    public IReadOnlyList<HistoryStep<TState, TEvent>> Steps => _steps;

    public IReadOnlyList<Effect> Outbox => _outbox;

    public bool IsFree(int worker) => !_inHand.ContainsKey(worker);

    public StepOutcome Execute(Turn turn)
    {
        if (Thrown is not null)
        {
            return StepOutcome.Threw;
        }

        Now = Instant.Max(Now, turn.At);
        return turn.Kind switch
        {
            TurnKind.Write => Write(turn),
            TurnKind.Crash => Crash(turn),
            _ => Read(turn),
        };
    }

    private StepOutcome Read(Turn turn)
    {
        var now = clock == NowSource.Worker ? Now + turn.Skew : Now;
        var @event = default(TEvent);
        try
        {
            Decision<TState> decision;
            if (turn.Emission is { } emission)
            {
                @event = source(emission, new SimulationRandom(SimulationRandom.SeedOf(seed, emission.Ordinal)));
                decision = machine.Apply(Current.State, @event, now);
            }
            else
            {
                decision = machine.Settle(Current.State, now);
            }

            var work = new Work(turn.Emission, @event, now, Current, decision);
            _inHand[turn.Worker] = work;
            return Record(turn, work, StepOutcome.Seen, []);
        }
#pragma warning disable CA1031 // Whatever a machine throws is the finding.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            Thrown = thrown;
            return Record(turn, new Work(turn.Emission, @event, now, Current, Current.State), StepOutcome.Threw, []);
        }
    }

    private StepOutcome Write(Turn turn)
    {
        if (!_inHand.Remove(turn.Worker, out var work))
        {
            return Record(turn, null, StepOutcome.Idle, []);
        }

        var changed = !EqualityComparer<TState>.Default.Equals(work.Seen.State, work.Decision.State);
        if (!changed && work.Decision.Effects.Count == 0)
        {
            return Record(turn, work, StepOutcome.Unchanged, []);
        }

        if (!machine.GuardHolds(work.Seen, Current))
        {
            return Record(turn, work, StepOutcome.Lost, []);
        }

        Current = new(work.Decision.State, Current.Version + 1);
        return Record(turn, work, StepOutcome.Won, [.. work.Decision.Effects.Where(Insert)]);
    }

    private StepOutcome Crash(Turn turn) =>
        _inHand.Remove(turn.Worker, out var work)
            ? Record(turn, work, StepOutcome.Crashed, [])
            : Record(turn, null, StepOutcome.Idle, []);

    private bool Insert(Effect effect)
    {
        if (_byKey.TryAdd(effect.Key, effect))
        {
            _outbox.Add(effect);
            return true;
        }

        if (!Equals(_byKey[effect.Key].Payload, effect.Payload))
        {
            Conflict ??= $"key '{effect.Key}' was stored with {_byKey[effect.Key].Payload} and came again with {effect.Payload}";
        }

        return false;
    }

    private StepOutcome Record(Turn turn, Work? work, StepOutcome outcome, IReadOnlyList<Effect> effects)
    {
        _steps.Add(new(turn, work?.Emission, work is null ? default : work.Event, work?.Now ?? Now, outcome, Current, effects));
        return outcome;
    }

    private sealed record Work(
        Emission? Emission, TEvent? Event, Instant Now, Versioned<TState> Seen, Decision<TState> Decision);
}
