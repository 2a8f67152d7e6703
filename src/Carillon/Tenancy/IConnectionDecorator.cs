using System.Data.Common;

namespace Carillon.Tenancy;

/// <summary>Wraps each connection that a transaction is opened on. For fault injection and tracing in tests; none by default.</summary>
public interface IConnectionDecorator
{
    /// <summary>Returns the connection to run statements on; <paramref name="tenant"/> is null for the control database.</summary>
    DbConnection Decorate(TenantId? tenant, DbConnection connection);

    /// <summary>Returns the provider's own transaction behind one that was begun on a decorated connection.</summary>
    DbTransaction Unwrap(DbTransaction transaction);
}
