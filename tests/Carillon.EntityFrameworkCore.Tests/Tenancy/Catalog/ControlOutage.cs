using System.Data.Common;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Catalog;

/// <summary>A control database that does not answer, when it is told so.</summary>
internal sealed class ControlOutage : IConnectionDecorator
{
    public bool IsOut { get; set; }

    public DbConnection Decorate(TenantId? tenant, DbConnection connection) => IsOut && tenant is null ? throw new Failure() : connection;

    public DbTransaction Unwrap(DbTransaction transaction) => transaction;

    public sealed class Failure() : DbException("The control database does not answer.");
}
