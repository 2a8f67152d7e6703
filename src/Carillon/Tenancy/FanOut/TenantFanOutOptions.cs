using NodaTime;

namespace Carillon.Tenancy;

/// <summary>How a fan-out visits the tenants.</summary>
public sealed record TenantFanOutOptions
{
    /// <summary>How many tenants are worked on at the same time.</summary>
    /// <value>Default: 4; at least 1.</value>
    public int Parallelism { get; init; } = 4;

    /// <summary>How many tenants of one server (see <see cref="Tenant.ServerId"/>) are worked on at the same time, so that a slow one leaves places for the others.</summary>
    /// <value>Default: null, for no limit but <see cref="Parallelism"/>; otherwise at least 1.</value>
    public int? MostPerServer { get; init; }

    /// <summary>How long one attempt at a tenant may take; its work is cancelled then.</summary>
    /// <value>Default: 5 minutes; above 0 and at most 1 day; null means no limit.</value>
    public Duration? TimeoutPerTenant { get; init; } = Duration.FromMinutes(5);

    /// <summary>How long work that was cancelled may take to wind up, before it is left behind as if it had not listened.</summary>
    /// <value>Default: 5 seconds; from 0 to 1 hour.</value>
    public Duration WindUp { get; init; } = Duration.FromSeconds(5);

    /// <summary>What happens after a failure.</summary>
    /// <value>Default: <see cref="TenantFanOutFailureMode.Collect"/>.</value>
    public TenantFanOutFailureMode FailureMode { get; init; } = TenantFanOutFailureMode.Collect;

    /// <summary>Whether a tenant whose database did not answer is tried again; null for once and for all.</summary>
    /// <value>Default: null.</value>
    public TenantRetry? Retry { get; init; }

    /// <summary>Whether a tenant that keeps failing is left out for a while; null for never.</summary>
    /// <value>Default: null.</value>
    public TenantCircuit? Circuit { get; init; }

    /// <summary>Goes on where another run of the same work ended: tenants that succeeded then are not visited. Null begins at the beginning.</summary>
    /// <value>Default: null.</value>
    public TenantFanOutCheckpoint? ResumeFrom { get; init; }

    /// <summary>
    /// Keeps how far the run came, one call at a time, after tenants that succeeded and at the end: a run that is killed visits each tenant at least once
    /// when another resumes it, and those that were kept not again. What it throws is in the report; the run goes on. Null for none.
    /// </summary>
    /// <value>Default: null. It is not cancelled with the run, whose end is to be kept too.</value>
    public Func<TenantFanOutCheckpoint, CancellationToken, ValueTask>? SaveCheckpoint { get; init; }

    /// <summary>Told of each tenant that starts and ends, one call at a time; null for none. What it throws is ignored.</summary>
    public IProgress<TenantFanOutProgress>? Progress { get; init; }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Parallelism, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostPerServer ?? 1, 1, nameof(MostPerServer));
        ArgumentNullException.ThrowIfNull(FailureMode);
        Retry?.Check();
        Circuit?.Check();
        if (TimeoutPerTenant is { } timeout && (timeout <= Duration.Zero || timeout > Duration.FromDays(1)))
        {
            throw new ArgumentOutOfRangeException(nameof(TimeoutPerTenant), timeout, "A tenant may take above 0 and at most 1 day, or null for no limit.");
        }

        if (WindUp < Duration.Zero || WindUp > Duration.FromHours(1))
        {
            throw new ArgumentOutOfRangeException(nameof(WindUp), WindUp, "Winding up takes from 0 to 1 hour.");
        }
    }
}
