using NodaTime;

namespace Carillon.Jobs;

/// <summary>How long a failing item is put aside: one minute, doubling with each failure in a row, at most one hour.</summary>
internal static class SweepBackOff
{
    private const int LongestMinutes = 60;

    public static Duration After(int failures) =>
        Duration.FromMinutes(failures >= 6 ? LongestMinutes : Math.Min(LongestMinutes, 1 << Math.Max(0, failures)));
}
