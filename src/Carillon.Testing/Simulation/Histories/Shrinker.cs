using NodaTime;

namespace Carillon.Testing.Simulation.Histories;

/// <summary>Delta debugging over the steps of a history: what can be left out, joined or rounded without mending it.</summary>
internal static class Shrinker
{
    private static readonly Duration[] Grids = [Duration.FromMinutes(1), Duration.FromSeconds(1)];

    public static IReadOnlyList<Turn> Shrink(IReadOnlyList<Turn> steps, Func<IReadOnlyList<Turn>, bool> fails, Instant start)
    {
        var least = steps;
        bool better;
        do
        {
            better = false;
            Try(WithoutGroups(least, fails));
            Try(WithoutSteps(least, fails));
            Try(Unparked(least, fails));
            Try(OneWorker(least, fails));
        }
        while (better);

        return Simplified(least, fails, start);

        void Try(IReadOnlyList<Turn> next)
        {
            better |= !next.SequenceEqual(least);
            least = next;
        }
    }

    /// <summary>Leaves out whole deliveries and sweeps: a read or sweep with the write or crash that ends it.</summary>
    private static List<Turn> WithoutGroups(IReadOnlyList<Turn> steps, Func<IReadOnlyList<Turn>, bool> fails)
    {
        var groups = Groups(steps);
        var kept = Least(
            [.. groups.Distinct()], some => fails(Only(steps, groups, some)));
        return Only(steps, groups, kept);
    }

    private static List<Turn> WithoutSteps(IReadOnlyList<Turn> steps, Func<IReadOnlyList<Turn>, bool> fails)
    {
        var kept = Least([.. Enumerable.Range(0, steps.Count)], some => fails([.. some.Select(i => steps[i])]));
        return [.. kept.Select(i => steps[i])];
    }

    /// <summary>Classic ddmin by complements: chunks of half the list first, single items last.</summary>
    private static List<int> Least(List<int> items, Func<List<int>, bool> fails)
    {
        for (var chunk = Math.Max(1, items.Count / 2); ; chunk /= 2)
        {
            for (var from = 0; from < items.Count;)
            {
                List<int> rest = [.. items.Take(from), .. items.Skip(from + chunk)];
                if (fails(rest))
                {
                    items = rest;
                }
                else
                {
                    from += chunk;
                }
            }

            if (chunk == 1)
            {
                return items;
            }
        }
    }

    /// <summary>Moves each write up to its read where the pause between them does not matter.</summary>
    private static List<Turn> Unparked(IReadOnlyList<Turn> steps, Func<IReadOnlyList<Turn>, bool> fails)
    {
        List<Turn> list = [.. steps];
        for (var i = 0; i < list.Count; i++)
        {
            var end = list[i].Kind is TurnKind.Read or TurnKind.Sweep
                ? list.FindIndex(i + 1, step => step.Worker == list[i].Worker)
                : -1;
            if (end > i + 1 && list[end].Kind is TurnKind.Write or TurnKind.Crash)
            {
                List<Turn> moved = [.. list];
                moved.RemoveAt(end);
                moved.Insert(i + 1, list[end] with { At = list[i].At });
                list = fails(moved) ? moved : list;
            }
        }

        return list;
    }

    /// <summary>Gives each delivery and sweep to the lowest worker that will do.</summary>
    private static List<Turn> OneWorker(IReadOnlyList<Turn> steps, Func<IReadOnlyList<Turn>, bool> fails)
    {
        List<Turn> list = [.. steps];
        var groups = Groups(list);
        foreach (var group in groups.Distinct())
        {
            var worker = list[groups.IndexOf(group)].Worker;
            for (var lower = 0; lower < worker; lower++)
            {
                List<Turn> moved = [.. list.Select((step, i) => groups[i] == group ? step with { Worker = lower } : step)];
                if (Groups(moved).SequenceEqual(groups) && fails(moved))
                {
                    list = moved;
                    break;
                }
            }
        }

        return list;
    }

    /// <summary>Rounds times and drops skews, to read better.</summary>
    private static IReadOnlyList<Turn> Simplified(IReadOnlyList<Turn> steps, Func<IReadOnlyList<Turn>, bool> fails, Instant start)
    {
        var simple = Accept(steps, step => step with { Skew = Duration.Zero });
        simple = Accept(simple, step => step.Emission is { } work ? step with { Emission = work with { Skew = Duration.Zero } } : step);
        foreach (var grid in Grids)
        {
            simple = Accept(simple, step => step with { At = Down(step.At, grid), Emission = step.Emission is { } work ? work with { At = Down(work.At, grid) } : null });
        }

        return simple;

        IReadOnlyList<Turn> Accept(IReadOnlyList<Turn> from, Func<Turn, Turn> change)
        {
            List<Turn> changed = [.. from.Select(change)];
            return fails(changed) ? changed : from;
        }

        Instant Down(Instant at, Duration grid) =>
            start + Duration.FromTicks(Math.Floor((at - start).TotalTicks / grid.TotalTicks) * grid.TotalTicks);
    }

    private static List<Turn> Only(IReadOnlyList<Turn> steps, List<int> groups, List<int> kept)
    {
        var set = kept.ToHashSet();
        return [.. steps.Where((_, i) => set.Contains(groups[i]))];
    }

    /// <summary>The index of the read or sweep that each step belongs to; its own for a step without one.</summary>
    private static List<int> Groups(IReadOnlyList<Turn> steps)
    {
        var open = new Dictionary<int, int>();
        var groups = new List<int>();
        for (var i = 0; i < steps.Count; i++)
        {
            var worker = steps[i].Worker;
            groups.Add(steps[i].Kind is TurnKind.Read or TurnKind.Sweep ? open[worker] = i : open.Remove(worker, out var read) ? read : i);
        }

        return groups;
    }
}
