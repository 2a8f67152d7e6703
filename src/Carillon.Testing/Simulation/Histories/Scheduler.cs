using NodaTime;

namespace Carillon.Testing.Simulation.Histories;

/// <summary>Makes one history from a seed: decides who does what when, and reacts to lost writes and crashes as a queue would.</summary>
internal sealed class Scheduler<TState, TEvent>
{
    private static readonly Duration Short = Duration.FromMilliseconds(50);
    private readonly PriorityQueue<Item, (Instant At, int Sequence)> _queue = new();
    private readonly SimulationOptions _options;
    private readonly SimulationRandom _random;
    private readonly World<TState, TEvent> _world;
    private readonly Duration[] _skews;
    private int _sequence;

    public Scheduler(SimulationOptions options, ulong seed, World<TState, TEvent> world)
    {
        _options = options;
        _random = new SimulationRandom(seed);
        _world = world;
        _skews = [.. Enumerable.Range(0, options.Workers.Count).Select(_ => Skew(options.Workers.MaxSkew))];
    }

    public void Run()
    {
        PlanSweeps(PlanEvents());

        // A guard that never holds would retry for ever.
        var budget = 100 * (_options.Events + _options.Sweeps + 1);
        while (budget-- > 0 && _world.Thrown is null && _queue.TryDequeue(out var item, out var due))
        {
            if (item.Worker is { } worker)
            {
                Finish(item, worker, due.At);
            }
            else
            {
                Take(item, due.At);
            }
        }

        if (_options.FinalSweepAfter is { } after)
        {
            Execute(_world.Now + after, 0, TurnKind.Sweep, null);
            Execute(_world.Now, 0, TurnKind.Write, null);
        }
    }

    private Instant PlanEvents()
    {
        var skews = Enumerable.Range(0, _options.Clients.Count).Select(_ => Skew(_options.Clients.MaxSkew)).ToArray();
        var at = _options.Start;
        for (var ordinal = 1; ordinal <= _options.Events; ordinal++)
        {
            at += _random.UpTo(2 * _options.EventInterval);
            var client = _random.Next(skews.Length);
            var emission = new Emission(ordinal, client, at, skews[client]);
            var (lost, twice, late) = (
                _random.Chance(_options.Network.Loss),
                _random.Chance(_options.Network.Duplication),
                _random.Chance(_options.Network.Delay));
            if (!lost)
            {
                Plan(new(emission), at + _random.UpTo(late ? _options.Network.MaxDelay : Short));
            }

            if (!lost && twice)
            {
                Plan(new(emission), at + _random.UpTo(_options.Network.MaxDelay));
            }
        }

        return at + _options.Network.MaxDelay;
    }

    private void PlanSweeps(Instant end)
    {
        for (var i = 0; i < _options.Sweeps; i++)
        {
            Plan(new(null), _options.Start + _random.UpTo(end - _options.Start));
        }
    }

    private void Take(Item item, Instant at)
    {
        var free = Enumerable.Range(0, _options.Workers.Count).Where(_world.IsFree).ToArray();
        if (free.Length == 0)
        {
            Plan(item, at + Duration.FromMilliseconds(1) + _random.UpTo(Short));
            return;
        }

        var worker = _random.Pick(free);
        Execute(at, worker, item.Emission is null ? TurnKind.Sweep : TurnKind.Read, item.Emission);
        var pause = _random.UpTo(_random.Chance(_options.Workers.Park) ? _options.Workers.MaxPark : Short);
        Plan(item with { Worker = worker }, at + pause);
    }

    private void Finish(Item item, int worker, Instant at)
    {
        var again = _random.Chance(_options.Workers.Crash);
        if (again)
        {
            Execute(at, worker, TurnKind.Crash, null);
        }
        else
        {
            again = Execute(at, worker, TurnKind.Write, null) == StepOutcome.Lost;
            if (!again && _random.Chance(_options.Workers.Crash))
            {
                // Stored but never acknowledged: the queue cannot know and delivers again.
                Execute(at, worker, TurnKind.Crash, null);
                again = true;
            }
        }

        if (again && item.Emission is not null)
        {
            Plan(item with { Worker = null }, at + _random.UpTo(Short));
        }
    }

    private StepOutcome Execute(Instant at, int worker, TurnKind kind, Emission? emission) =>
        _world.Execute(new Turn(at, worker, kind, emission, _skews[worker]));

    private void Plan(Item item, Instant at) => _queue.Enqueue(item, (at, _sequence++));

    private Duration Skew(Duration max) => _random.UpTo(2 * max) - max;

    private readonly record struct Item(Emission? Emission, int? Worker = null);
}
