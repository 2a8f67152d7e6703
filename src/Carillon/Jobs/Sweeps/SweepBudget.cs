using NodaTime;

namespace Carillon.Jobs;

/// <summary>A stretch of the host's monotonic time.</summary>
internal sealed class SweepBudget(TimeProvider time, Duration length)
{
    private readonly long _started = time.GetTimestamp();

    public bool IsSpent => time.GetElapsedTime(_started) >= length.ToTimeSpan();
}
