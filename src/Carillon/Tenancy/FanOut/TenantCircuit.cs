using NodaTime;

namespace Carillon.Tenancy;

/// <summary>When a fan-out leaves out a tenant that keeps failing, and for how long. What is known of it is in <see cref="TenantCircuits"/>.</summary>
/// <param name="Work">The name of the work, e.g. <c>sessions.auto-end</c>: failures of one work say nothing of another.</param>
public sealed record TenantCircuit(string Work)
{
    private const int MostDoublings = 30;

    /// <summary>The name of the work.</summary>
    public string Work { get; init; } = string.IsNullOrWhiteSpace(Work) ? throw new ArgumentException("A circuit wants the name of its work.", nameof(Work)) : Work;

    /// <summary>After how many failures one after the other a tenant is left out.</summary>
    /// <value>Default: 3; at least 1.</value>
    public int Failures { get; init; } = 3;

    /// <summary>How long it is left out then; after that it is tried once, and with each failure left out for twice as long.</summary>
    /// <value>Default: 1 minute; above 0.</value>
    public Duration First { get; init; } = Duration.FromMinutes(1);

    /// <summary>The longest time that it is left out.</summary>
    /// <value>Default: 1 hour; from <see cref="First"/> to 30 days.</value>
    public Duration Longest { get; init; } = Duration.FromHours(1);

    internal Duration After(int failures) => Duration.Min(First * (1L << Math.Clamp(failures - Failures, 0, MostDoublings)), Longest);

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Failures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(First, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Longest, First);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Longest, Duration.FromDays(30));
    }
}
