using Carillon.Testing.Clocks;
using NodaTime;

namespace Carillon.Testing.Running;

/// <summary>The runner of a test: time passes when the test says so, and due work runs before the call returns.</summary>
/// <remarks>One call at a time. Work runs in a fixed order: kind, tenant, name.</remarks>
public sealed class ManualRunner(ManualClock clock, IEnumerable<IDueWork> work)
{
    private const int MostRounds = 1000;
    private readonly List<IDueWork> _work = [.. work];

    /// <summary>The clock that the whole host goes by.</summary>
    public ManualClock Clock { get; } = clock;

    /// <summary>Runs what is due now, and what that makes due, until nothing is.</summary>
    /// <returns>The runs that found something due, in order. Work that failed is among them, and waits for its back-off.</returns>
    /// <exception cref="InvalidOperationException">Work stays due for ever.</exception>
    public async Task<IReadOnlyList<ManualRun>> RunDueAsync(CancellationToken cancellationToken)
    {
        var (runs, _) = await RunUntilQuietAsync(cancellationToken).ConfigureAwait(false);
        return runs;
    }

    /// <summary>Lets time pass in one leap, as if the host had been down, and then runs what is due: late.</summary>
    /// <param name="by">How long, not negative.</param>
    /// <param name="cancellationToken">Stops between two runs.</param>
    /// <inheritdoc cref="RunDueAsync"/>
    public Task<IReadOnlyList<ManualRun>> AdvanceAsync(Duration by, CancellationToken cancellationToken)
    {
        Clock.Advance(by);
        return RunDueAsync(cancellationToken);
    }

    /// <summary>Lets time pass as a punctual host sees it: stops at each due instant on the way and runs what is due.</summary>
    /// <param name="to">Where the clock stands in the end, not in its past.</param>
    /// <param name="cancellationToken">Stops between two runs.</param>
    /// <inheritdoc cref="RunDueAsync"/>
    public async Task<IReadOnlyList<ManualRun>> PlayUntilAsync(Instant to, CancellationToken cancellationToken)
    {
        var all = new List<ManualRun>();
        while (true)
        {
            var (runs, next) = await RunUntilQuietAsync(cancellationToken).ConfigureAwait(false);
            all.AddRange(runs);
            if (Clock.GetCurrentInstant() == to)
            {
                return all;
            }

            Clock.AdvanceTo(next < to && next > Clock.GetCurrentInstant() ? next.Value : to);
        }
    }

    private async Task<(List<ManualRun> Runs, Instant? Next)> RunUntilQuietAsync(CancellationToken cancellationToken)
    {
        var runs = new List<ManualRun>();
        for (var round = 1; ; round++)
        {
            var found = new List<ManualRun>();
            Instant? next = null;
            foreach (var kind in _work)
            {
                await foreach (var run in kind.RunDueAsync(cancellationToken).ConfigureAwait(false))
                {
                    next = run.Next < next || next is null ? run.Next : next;
                    if (run.Counts != default)
                    {
                        found.Add(run);
                    }
                }
            }

            runs.AddRange(found);

            // A round that only lost races would lose them again: what holds the rows does not move while the clock stands.
            if (found.All(run => run.Counts is { Acted: 0, Quarantined: 0 }))
            {
                return (runs, next);
            }

            if (round == MostRounds)
            {
                throw new InvalidOperationException(
                    $"Work was still due after {MostRounds} rounds at {Clock.GetCurrentInstant()}: {string.Join(", ", found.Select(run => $"{run.Job} of {run.Tenant}").Distinct())}.");
            }
        }
    }
}
