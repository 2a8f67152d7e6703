using Carillon.EntityFrameworkCore;

namespace Carillon.PostgreSql;

/// <summary>Says that a model of the host is used on PostgreSQL.</summary>
public static class PostgreSqlModelExtensions
{
    /// <summary>Column types are those of PostgreSQL.</summary>
    /// <example><code>modelBuilder.AddCarillon(m => m.ForPostgreSql());</code></example>
    public static CarillonModel ForPostgreSql(this CarillonModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.For(new PostgreSqlDialect());
    }
}
