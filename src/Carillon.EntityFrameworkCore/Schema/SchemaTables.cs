using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Carillon.EntityFrameworkCore;

/// <summary>Creates tables as they were at one version, described apart from the model, which goes on changing.</summary>
internal static class SchemaTables
{
    public static async ValueTask CreateAsync(DatabaseTransaction transaction, Action<ModelBuilder> describe, CancellationToken cancellationToken)
    {
        string script;
        var context = new FrozenContext(transaction.Dialect(), describe);
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

    private sealed class FrozenContext(SqlDialect dialect, Action<ModelBuilder> describe) : CarillonDbContext(dialect, null)
    {
        protected override void AddEntities(ModelBuilder modelBuilder) => describe(modelBuilder);
    }
}
