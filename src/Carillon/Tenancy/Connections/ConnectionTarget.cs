using NodaTime;

namespace Carillon.Tenancy;

/// <summary>All that a provider needs to open a connection.</summary>
/// <param name="Settings">Where it leads.</param>
/// <param name="Secret">The password; null where there is none.</param>
/// <param name="Pooled">False for a test, which must reach the server and not a connection that was opened under an older password.</param>
/// <param name="OpenTimeout">How long opening may take.</param>
public sealed record ConnectionTarget(ConnectionSettings Settings, Secret? Secret, bool Pooled, Duration OpenTimeout)
{
    /// <summary><see cref="OpenTimeout"/> in whole seconds, at least 1, as connection strings have it.</summary>
    public int OpenTimeoutSeconds => Math.Max(1, (int)Math.Ceiling(OpenTimeout.TotalSeconds));
}
