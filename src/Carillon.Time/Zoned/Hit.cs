using System.Runtime.CompilerServices;
using NodaTime;

namespace Carillon.Time;

/// <summary>An occurrence in whole seconds, as the walk finds it.</summary>
internal readonly record struct Hit(long Instant, long Scheduled, long Offset, OccurrenceKind Kind)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Occurrence ToOccurrence()
    {
        var instant = NodaTime.Instant.FromUnixTimeSeconds(Instant);
        var offset = NodaTime.Offset.FromSeconds((int)Offset);
        var isShown = Instant + Offset == Scheduled;
        return new(instant, isShown ? instant.WithOffset(offset).LocalDateTime : LocalSeconds.ToLocal(Scheduled), offset, Kind);
    }
}
