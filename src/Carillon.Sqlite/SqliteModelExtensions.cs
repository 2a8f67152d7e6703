using Carillon.EntityFrameworkCore;
using NodaTime;

namespace Carillon.Sqlite;

/// <summary>Says that a model of the host is used on SQLite.</summary>
public static class SqliteModelExtensions
{
    /// <summary>Column types are those of SQLite.</summary>
    /// <example><code>modelBuilder.AddCarillon(m => m.ForSqlite());</code></example>
    public static CarillonModel ForSqlite(this CarillonModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.For(new SqliteDialect(SystemClock.Instance));
    }
}
