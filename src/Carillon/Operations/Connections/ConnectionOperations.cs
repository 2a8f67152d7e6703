using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Operations;

/// <summary>The operations on named connections and the audit log.</summary>
internal static class ConnectionOperations
{
    public static void AddTo(CarillonBuilder builder)
    {
        AddConnectionOperation.AddTo(builder);
        ChangeConnectionOperation.AddTo(builder);
        ListConnectionsOperation.AddTo(builder);
        TestConnectionOperation.AddTo(builder);
        DefaultConnectionOperation.AddTo(builder);
        RotateConnectionOperation.AddTo(builder);
        DeleteConnectionOperation.AddTo(builder);
        ReencryptConnectionsOperation.AddTo(builder);
        ListAuditOperation.AddTo(builder);
    }

    /// <summary>The connection that the caller means, as he knows it.</summary>
    /// <exception cref="ConnectionNotFoundException">There is none of that name.</exception>
    /// <exception cref="ConnectionConflictException">It is of another version than the caller said.</exception>
    public static async ValueTask<NamedConnection> RequireAsync(OperationContext context, ConnectionName name, long? version, CancellationToken cancellationToken)
    {
        var tenant = context.Tenant!.Value;
        var found = await context.Services.GetRequiredService<INamedConnections>().FindAsync(tenant, name, cancellationToken).ConfigureAwait(false)
            ?? throw new ConnectionNotFoundException(tenant, name);
        return version is null || version == found.Version
            ? found
            : throw new ConnectionConflictException(tenant, name, $"it is version {found.Version}, not {version}");
    }
}
