using System.Data.Common;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Carillon.Tenancy;

/// <summary>Opens and tests named connections, for whoever implements <see cref="ITenantConnections"/>.</summary>
public sealed partial class ConnectionOpener : IAsyncDisposable
{
    // A change of the connection between reading and opening it is rare; several in a row are somebody else's loop.
    private const int MostAttempts = 5;

    private readonly ITenantCatalog _catalog;
    private readonly IConnectionStore _store;
    private readonly ISecretProtector _protector;
    private readonly ConnectionProviders _providers;
    private readonly ConnectionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ConnectionOpener> _logger;
    private readonly ConnectionSources _sources = new();

    internal ConnectionOpener(
        ITenantCatalog catalog,
        IConnectionStore store,
        ISecretProtector protector,
        ConnectionProviders providers,
        IOptions<ConnectionOptions> options,
        TimeProvider time,
        ILogger<ConnectionOpener> logger)
    {
        _catalog = catalog;
        _store = store;
        _protector = protector;
        _providers = providers;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>Opens a connection; see <see cref="ITenantConnections.OpenAsync"/>.</summary>
    public async ValueTask<DbConnection> OpenAsync(TenantId tenant, ConnectionName? name, CancellationToken cancellationToken)
    {
        await RequireAsync(tenant, mustBeActive: true, cancellationToken).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            var connection = await FindAsync(tenant, name, cancellationToken).ConfigureAwait(false);
            try
            {
                var source = _sources.Find(connection) ?? await CreateAsync(connection, cancellationToken).ConfigureAwait(false);
                if (source is not null)
                {
                    return await source.OpenAsync(cancellationToken).ConfigureAwait(false);
                }
            }
            catch (ObjectDisposedException) when (attempt < MostAttempts)
            {
                // The pool was swapped between finding it and opening a connection of it.
            }

            if (attempt >= MostAttempts)
            {
                throw new ConnectionConflictException(tenant, connection.Name, "it is changed all the time");
            }
        }
    }

    /// <summary>Tests a connection; see <see cref="ITenantConnections.TestAsync"/>.</summary>
    public async ValueTask<ConnectionTestResult> TestAsync(TenantId tenant, ConnectionName? name, string actor, CancellationToken cancellationToken)
    {
        await RequireAsync(tenant, mustBeActive: false, cancellationToken).ConfigureAwait(false);
        var connection = await FindAsync(tenant, name, cancellationToken).ConfigureAwait(false);
        var started = _time.GetTimestamp();
        var (outcome, detail) = await ProbeAsync(connection, cancellationToken).ConfigureAwait(false);
        var result = new ConnectionTestResult(outcome, Duration.FromTimeSpan(_time.GetElapsedTime(started)), detail);
        var note = new AuditNote(actor, AuditActions.ConnectionTested)
        {
            Tenant = tenant,
            Subject = connection.Name.Value,
            After = new JsonObject { ["outcome"] = outcome.ToString() }.ToJsonString(),
        };
        await _store.RecordTestAsync(connection, outcome, note, cancellationToken).ConfigureAwait(false);
        LogTested(tenant, connection.Name, outcome);
        return result;
    }

    /// <summary>What the failure of an open means.</summary>
    /// <param name="error">What the driver threw.</param>
    /// <param name="provider">The kind of database; one that is not registered is judged by what all drivers share.</param>
    public ConnectionTestOutcome Classify(Exception error, string provider)
    {
        ArgumentNullException.ThrowIfNull(error);
        return ConnectionFailure.Classify(error, _providers.Find(provider));
    }

    /// <summary>Closes idle connections; those that are in use are closed when they are given back.</summary>
    public ValueTask DisposeAsync() => _sources.DisposeAsync();

    private async ValueTask<(ConnectionTestOutcome Outcome, string? Detail)> ProbeAsync(NamedConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            var source = await SourceAsync(connection, pooled: false, _options.TestTimeout, cancellationToken).ConfigureAwait(false);
            await using (source.ConfigureAwait(false))
            {
                await source.CheckAsync(cancellationToken).ConfigureAwait(false);
                return (ConnectionTestOutcome.Ok, null);
            }
        }
        catch (ConnectionFailedException error)
        {
            return (error.Outcome, error.Message);
        }
        catch (Exception error) when (error is SecretUnreadableException or NamedConnectionOwnerException or ArgumentException)
        {
            return (ConnectionFailure.Classify(error, null), error.Message);
        }
    }

    private async ValueTask<ConnectionSource?> CreateAsync(NamedConnection connection, CancellationToken cancellationToken)
    {
        var source = await SourceAsync(connection, pooled: true, _options.OpenTimeout, cancellationToken).ConfigureAwait(false);
        try
        {
            await source.CheckAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        LogPool(connection.Tenant, connection.Name, connection.Generation);
        return await _sources.KeepAsync(connection, source).ConfigureAwait(false);
    }

    private async ValueTask<ConnectionSource> SourceAsync(NamedConnection connection, bool pooled, Duration timeout, CancellationToken cancellationToken)
    {
        var provider = _providers.Get(connection.Settings.Provider);
        var secret = connection.Secret is { } stored
            ? await _protector.OpenAsync(stored, connection.PasswordPlace, cancellationToken).ConfigureAwait(false)
            : null;
        return new(connection, provider, new(connection.Settings, secret, pooled, timeout), _time);
    }

    private async ValueTask<NamedConnection> FindAsync(TenantId tenant, ConnectionName? name, CancellationToken cancellationToken)
    {
        var connection = await _store.FindAsync(tenant, name, cancellationToken).ConfigureAwait(false);
        if (connection is null && name is { } gone)
        {
            await _sources.ForgetAsync(tenant, gone).ConfigureAwait(false);
        }

        return connection ?? throw new ConnectionNotFoundException(tenant, name);
    }

    private async ValueTask RequireAsync(TenantId id, bool mustBeActive, CancellationToken cancellationToken)
    {
        var tenant = await _catalog.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new TenantNotFoundException(id);
        if (mustBeActive && tenant.Status != TenantStatus.Active)
        {
            // Neither connections nor their secrets are kept for who is out of service.
            await _sources.ForgetAsync(id).ConfigureAwait(false);
            throw new TenantNotActiveException(id, tenant.Status);
        }
    }
}
