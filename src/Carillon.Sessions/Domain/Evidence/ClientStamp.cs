using System.Globalization;
using Carillon.Time;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>When something happened, as the client tells it.</summary>
/// <param name="At">By the client's wall clock.</param>
/// <param name="Counter">By the client's monotonic counter in milliseconds, where it has one.</param>
public readonly record struct ClientStamp(Instant At, long? Counter = null)
{
    /// <summary>The key of evidence for which the client gives none: its instant in microseconds.</summary>
    public string DefaultKey =>
        At.ToUnixTimeMicroseconds().ToString(CultureInfo.InvariantCulture);
}
