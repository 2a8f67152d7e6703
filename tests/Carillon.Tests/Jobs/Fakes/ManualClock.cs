using NodaTime;

namespace Carillon.Tests.Jobs;

internal sealed class ManualClock : IClock
{
    public Instant Now { get; set; } = Instant.FromUtc(2026, 3, 1, 12, 0);

    public Instant GetCurrentInstant() => Now;
}
