using NodaTime;

namespace Carillon.Time;

/// <summary>All local times that one of several schedules names.</summary>
public sealed class UnionSchedule : LocalSchedule
{
    /// <summary>A union; unions among the parts are taken apart.</summary>
    /// <param name="parts">The schedules, at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public UnionSchedule(params IEnumerable<LocalSchedule> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Parts = [.. parts.SelectMany(part => part is UnionSchedule union ? union.Parts : [part])];
        if (Parts.Count == 0)
        {
            throw new ArgumentException("A union needs at least one schedule.", nameof(parts));
        }

        // Asked once: parts of parts that ask each other again and again never end.
        var policies = Parts.Select(part => part.DefaultPolicy).Distinct().ToList();
        DefaultPolicy = policies is [var agreed] ? agreed : base.DefaultPolicy;
        Until = Parts.Any(part => part.Until is null) ? null : Parts.Max(part => part.Until);
    }

    /// <summary>The schedules; none of them is a union.</summary>
    public IReadOnlyList<LocalSchedule> Parts { get; }

    /// <inheritdoc/>
    /// <value>That of the parts when they agree, otherwise <see cref="DstPolicy.Rfc5545"/>.</value>
    public override DstPolicy DefaultPolicy { get; }

    /// <inheritdoc/>
    /// <value>Whether all parts are.</value>
    public override bool IsInterval => Parts.All(part => part.IsInterval);

    /// <inheritdoc/>
    public override LocalDateTime? NextLocal(LocalDateTime from, bool inclusive)
    {
        LocalDateTime? first = null;
        foreach (var part in Parts)
        {
            if (part.NextLocal(from, inclusive) is { } next && !(first <= next))
            {
                first = next;
            }
        }

        return first;
    }

    /// <inheritdoc/>
    public override LocalDateTime? PreviousLocal(LocalDateTime from, bool inclusive)
    {
        LocalDateTime? last = null;
        foreach (var part in Parts)
        {
            if (part.PreviousLocal(from, inclusive) is { } previous && !(last >= previous))
            {
                last = previous;
            }
        }

        return last;
    }

    internal override void ThrowIfNotFor(DateTimeZone zone)
    {
        foreach (var part in Parts)
        {
            part.ThrowIfNotFor(zone);
        }
    }

    internal override Instant? Until { get; }

    internal override LocalSchedule ResolvedIn(DateTimeZone zone, DstPolicy policy)
    {
        var parts = Parts.Select(part => part.ResolvedIn(zone, policy)).ToList();
        return parts.SequenceEqual(Parts) ? this : new UnionSchedule(parts);
    }

    internal override bool Has(LocalDateTime local) => Parts.Any(part => part.Has(local));

    /// <summary>The text form, for example <c>weekly Mon 19:00 and monthly 1 09:00</c>.</summary>
    public override string ToString() => string.Join(" and ", Parts.Select((part, i) => TextForm.Operand(part, isFirst: i == 0)));
}
