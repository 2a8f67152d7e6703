using System.Data.Common;

namespace Carillon.Tenancy;

/// <summary>An open connection with its open transaction, as a <see cref="DatabaseTransaction"/> needs it.</summary>
/// <param name="Connection">The connection that statements run on; may be decorated.</param>
/// <param name="Transaction">The open transaction of <paramref name="Connection"/>.</param>
/// <param name="Provider">The kind of database.</param>
public sealed record DatabaseSession(DbConnection Connection, DbTransaction Transaction, DatabaseProvider Provider)
{
    /// <summary>The provider's own connection, when <see cref="Connection"/> is decorated.</summary>
    /// <value>Default: <see cref="Connection"/>.</value>
    public DbConnection ProviderConnection { get; init; } = Connection;

    /// <summary>The provider's own transaction, when <see cref="Transaction"/> is decorated.</summary>
    /// <value>Default: <see cref="Transaction"/>.</value>
    public DbTransaction ProviderTransaction { get; init; } = Transaction;

    /// <summary>Gives the connection back; null when the host owns connection and transaction and commits itself.</summary>
    public Func<ValueTask>? Release { get; init; }
}
