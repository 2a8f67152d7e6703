using System.Data.Common;

namespace Carillon.Tenancy;

/// <summary>One kind of database that named connections may lead to.</summary>
/// <remarks>
/// <c>Carillon.Sqlite</c> and <c>Carillon.PostgreSql</c> bring <c>sqlite</c> and <c>postgresql</c>; for any other, the host hands over its
/// driver's factory with <c>AddConnectionProvider</c>.
/// </remarks>
public abstract class ConnectionProvider
{
    /// <summary>The registered name, e.g. <c>postgresql</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Refuses settings that this provider cannot use.</summary>
    /// <exception cref="ArgumentException">It names the setting.</exception>
    public virtual void Check(ConnectionSettings settings, bool hasSecret)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (string.IsNullOrWhiteSpace(settings.Host))
        {
            throw new ArgumentException($"A connection of provider '{Name}' needs a host.");
        }

        if (string.IsNullOrWhiteSpace(settings.User))
        {
            throw new ArgumentException($"A connection of provider '{Name}' needs a user.");
        }
    }

    /// <summary>Makes what opens connections; disposing it closes the idle ones.</summary>
    /// <exception cref="ArgumentException">The driver does not know an option. The message must not show the secret.</exception>
    public abstract DbDataSource CreateSource(ConnectionTarget target);

    /// <summary>What the failure of an open means, or null when only the driver knows; sockets, certificates, timeouts and SQLSTATE are looked at without this.</summary>
    public virtual ConnectionTestOutcome? Classify(Exception error) => null;

    /// <summary>
    /// Whose database this is, in words, when Carillon keeps data of somebody other than this tenant in it; null for the tenant's own one and for
    /// every database of the outside.
    /// </summary>
    public virtual ValueTask<string?> FindOtherOwnerAsync(DbConnection connection, TenantId tenant, CancellationToken cancellationToken) =>
        ValueTask.FromResult<string?>(null);
}
