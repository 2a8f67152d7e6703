using NodaTime;

namespace Carillon.Time;

/// <summary>A single local time.</summary>
public sealed class OnceSchedule : LocalSchedule
{
    /// <summary>One occurrence.</summary>
    /// <param name="at">When, in the ISO calendar; a whole second.</param>
    /// <exception cref="ArgumentException">The time is of another calendar or not a whole second.</exception>
    public OnceSchedule(LocalDateTime at) => At = at.Calendar == CalendarSystem.Iso && at.NanosecondOfSecond == 0
        ? at
        : throw new ArgumentException("The time must be a whole second of the ISO calendar.", nameof(at));

    /// <summary>When.</summary>
    public LocalDateTime At { get; }

    /// <inheritdoc/>
    public override LocalDateTime? NextLocal(LocalDateTime from, bool inclusive) => At > from || (inclusive && At == from) ? At : null;

    /// <inheritdoc/>
    public override LocalDateTime? PreviousLocal(LocalDateTime from, bool inclusive) => At < from || (inclusive && At == from) ? At : null;

    /// <summary>The text form, for example <c>once 2026-11-01T01:30:00</c>.</summary>
    public override string ToString() => $"once {TextForm.Local(At)}";
}
