using System.Data.Common;
using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Carillon.EntityFrameworkCore;

/// <summary>Base of the contexts of Carillon and its packs: mapping, schema and ordinary queries, on a transaction that someone else opened.</summary>
public abstract class CarillonDbContext : DbContext
{
    private readonly SqlDialect _dialect;
    private readonly DbConnection? _connection;

    /// <summary>A context over the transaction's connection; it joins the transaction.</summary>
    protected CarillonDbContext(DatabaseTransaction transaction)
        : this(transaction.Dialect(), transaction.Session.ProviderConnection) =>
        Database.UseTransaction(transaction.Session.ProviderTransaction);

    /// <summary>A context for its model only (schema), or over a connection without a transaction.</summary>
    protected CarillonDbContext(SqlDialect dialect, DbConnection? connection)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        _dialect = dialect;
        _connection = connection;
    }

    /// <inheritdoc />
    protected sealed override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => _dialect.Configure(optionsBuilder, _connection);

    /// <inheritdoc />
    protected sealed override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        _dialect.ConfigureConventions(configurationBuilder);

    /// <summary>Adds the entities; columns get snake_case names afterwards.</summary>
    protected abstract void AddEntities(ModelBuilder modelBuilder);

    /// <inheritdoc />
    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        AddEntities(modelBuilder);
        modelBuilder.UseSnakeCase();
    }
}
