using NodaTime;

namespace Carillon.Time;

/// <summary>An occurrence in whole seconds, as the walk finds it.</summary>
internal readonly record struct Hit(long Instant, long Scheduled, long Offset, OccurrenceKind Kind)
{
    public Occurrence ToOccurrence() => new(
        NodaTime.Instant.FromUnixTimeSeconds(Instant), LocalSeconds.ToLocal(Scheduled), NodaTime.Offset.FromSeconds((int)Offset), Kind);
}
