using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Carillon.EntityFrameworkCore;

/// <summary>Creates tables as they were at one version, described apart from the model, which goes on changing.</summary>
internal static class SchemaTables
{
    public static async ValueTask CreateAsync<TTables>(DatabaseTransaction transaction, CancellationToken cancellationToken)
        where TTables : ITablesOfVersion
    {
        string script;
        var context = new FrozenContext<TTables>(transaction.Dialect());
        await using (context.ConfigureAwait(false))
        {
            script = context.Database.GenerateCreateScript();
        }

        await transaction.ExecuteScriptAsync(script, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Describes a table; its columns come in the order in which they are added.</summary>
    public static void Table(this ModelBuilder model, string name, Action<EntityTypeBuilder<Dictionary<string, object>>> describe) =>
        model.SharedTypeEntity<Dictionary<string, object>>(name, table =>
        {
            table.ToTable(name);
            describe(table);
        });

    /// <summary>Adds a column.</summary>
    public static EntityTypeBuilder<Dictionary<string, object>> Column<T>(
        this EntityTypeBuilder<Dictionary<string, object>> table, string name, int? maxLength = null, bool required = true)
    {
        var column = table.IndexerProperty<T>(name).HasColumnOrder(table.Metadata.GetProperties().Count()).IsRequired(required);
        if (maxLength is { } length)
        {
            column.HasMaxLength(length);
        }

        return table;
    }

    private sealed class FrozenContext<TTables>(SqlDialect dialect) : CarillonDbContext(dialect, null)
        where TTables : ITablesOfVersion
    {
        protected override void AddEntities(ModelBuilder modelBuilder) => TTables.Describe(modelBuilder);
    }
}
