using Microsoft.EntityFrameworkCore;

namespace Carillon.EntityFrameworkCore;

/// <summary>Puts Carillon's tenant tables into a model of the host.</summary>
public static class CarillonModelExtensions
{
    /// <summary>
    /// Adds the tables that Carillon and its packs need in each tenant's database, so that the host's migrations create and change them. Combine it
    /// with <see cref="RelationalBuilderExtensions.TenantSchemaOwnedByHost"/>.
    /// </summary>
    /// <remarks>The entities are for the schema only: they have no types to query by. The rows of <c>carillon_schema</c> are seed data, so that a migration raises the version.</remarks>
    /// <example><code>
    /// protected override void OnModelCreating(ModelBuilder modelBuilder) =>
    ///     modelBuilder.AddCarillon(m => m.ForPostgreSql().Sessions());
    /// </code></example>
    public static ModelBuilder AddCarillon(this ModelBuilder modelBuilder, Action<CarillonModel> configure)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        ArgumentNullException.ThrowIfNull(configure);
        var model = new CarillonModel();
        configure(model);
        model.AddTo(modelBuilder);
        return modelBuilder;
    }
}
