using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Carillon.Time;

/// <summary>What an occurrence is known by within its schedule, whatever happens to the zone: the key against running it twice.</summary>
/// <param name="Scheduled">The local time that the schedule names.</param>
/// <param name="Pass">1, or 2 for the second showing of a repeated local time.</param>
public readonly record struct OccurrenceIdentity(LocalDateTime Scheduled, int Pass)
{
    /// <summary>The local time in ISO form and the pass, for example <c>2026-11-01T01:30:00#2</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{LocalDateTimePattern.ExtendedIso.Format(Scheduled)}#{Pass}");
}
