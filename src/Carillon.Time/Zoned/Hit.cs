using NodaTime;

namespace Carillon.Time;

/// <summary>An occurrence in whole seconds, as the walk finds it.</summary>
internal readonly record struct Hit(long Instant, long Scheduled, long Offset, OccurrenceKind Kind)
{
    public Occurrence ToOccurrence()
    {
        var instant = NodaTime.Instant.FromUnixTimeSeconds(Instant);
        var offset = NodaTime.Offset.FromSeconds((int)Offset);
        return new(instant, LocalSeconds.ToLocal(Scheduled), offset, Kind);
    }
}
