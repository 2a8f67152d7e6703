using Carillon.Time;
using NodaTime;

namespace Carillon.Sessions;

internal static class DurationExtensions
{
    /// <summary>How a duration is shown: in whole seconds, what is left is dropped.</summary>
    public static long WholeSeconds(this Duration duration) => duration.ToMicroseconds() / 1_000_000;
}
