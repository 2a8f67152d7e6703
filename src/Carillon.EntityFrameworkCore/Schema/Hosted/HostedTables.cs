using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using NodaTime;

namespace Carillon.EntityFrameworkCore;

/// <summary>Copies tables from the model that Carillon installs by, column by column as the database sees them: the types are the same whoever creates them.</summary>
internal static class HostedTables
{
    private const string Versions = "carillon_schema";

    public static void Add(ModelBuilder model, SqlDialect dialect, SchemaComponent component)
    {
        using var context = component.CreateContext(dialect, null);
        var tables = context.GetService<IDesignTimeModel>().Model.GetRelationalModel();

        // A table itself lists its columns by name; the order of a new one is that of the operation which creates it.
        foreach (var created in context.GetService<IMigrationsModelDiffer>().GetDifferences(null, tables).OfType<CreateTableOperation>())
        {
            var table = tables.FindTable(created.Name, created.Schema)!;
            model.SharedTypeEntity<Dictionary<string, object>>(table.Name, entity => Describe(entity, table, created.Columns.Select(c => c.Name)));
        }
    }

    /// <summary>The table of versions, with the versions that the tables have: what a fresh installation would record.</summary>
    public static void AddVersions(ModelBuilder model, SqlDialect dialect, IEnumerable<SchemaComponent> components) =>
        model.SharedTypeEntity<Dictionary<string, object>>(Versions, entity =>
        {
            entity.ToTable(Versions);
            entity.IndexerProperty<string>("component").HasColumnType("varchar(40)").HasColumnOrder(0);
            entity.IndexerProperty<int>("version").HasColumnType("integer").ValueGeneratedNever().HasColumnOrder(1);
            entity.IndexerProperty<int>("min_host").HasColumnType("integer").HasColumnOrder(2);
            var (type, epoch) = EpochOf(dialect);
            entity.IndexerProperty(type, "installed_at").HasColumnType(dialect.InstantType.Text).HasColumnOrder(3).IsRequired();
            entity.HasKey("component", "version");

            // When it was installed, a model cannot know: migrations must be the same whenever they are made.
            entity.HasData(components.OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => new Dictionary<string, object>
            {
                ["component"] = c.Name,
                ["version"] = c.Version,
                ["min_host"] = c.MinHost,
                ["installed_at"] = epoch,
            }).ToArray<object>());
        });

    private static void Describe(EntityTypeBuilder<Dictionary<string, object>> entity, ITable table, IEnumerable<string> order)
    {
        entity.ToTable(table.Name);
        foreach (var (place, column) in order.Select(name => table.FindColumn(name)!).Index())
        {
            var property = entity.IndexerProperty(ClrTypeOf(column), column.Name)
                .HasColumnName(column.Name)
                .HasColumnType(column.StoreType)
                .HasColumnOrder(place)
                .IsRequired(!column.IsNullable)
                .ValueGeneratedNever();
            if (column.Collation is { } collation)
            {
                property.UseCollation(collation);
            }

            if (column.TryGetDefaultValue(out var value))
            {
                property.HasDefaultValue(value);
            }
        }

        if (table.PrimaryKey is { } key)
        {
            entity.HasKey([.. key.Columns.Select(c => c.Name)]).HasName(key.Name);
        }

        foreach (var index in table.Indexes)
        {
            entity.HasIndex([.. index.Columns.Select(c => c.Name)], index.Name).IsUnique(index.IsUnique).HasFilter(index.Filter).HasDatabaseName(index.Name);
        }
    }

    // As the provider keeps it: the conversions of Carillon's own types are not needed to create a table.
    private static Type ClrTypeOf(IColumn column)
    {
        var mapping = column.PropertyMappings[0].TypeMapping;
        var type = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        type = type.IsEnum ? Enum.GetUnderlyingType(type) : type;
        return column.IsNullable && type.IsValueType && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;
    }

    private static (Type Type, object Value) EpochOf(SqlDialect dialect)
    {
        using var context = new InstantContext(dialect);
        var converter = context.Model.FindEntityType(typeof(OneInstant))!.FindProperty(nameof(OneInstant.At))!.GetTypeMapping().Converter!;
        return (converter.ProviderClrType, converter.ConvertToProvider(NodaConstants.UnixEpoch)!);
    }

    private sealed class OneInstant
    {
        public Instant At { get; set; }
    }

    private sealed class InstantContext(SqlDialect dialect) : CarillonDbContext(dialect, null)
    {
        protected override void AddEntities(ModelBuilder modelBuilder) => modelBuilder.Entity<OneInstant>().HasKey(i => i.At);
    }
}
