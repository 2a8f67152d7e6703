using System.Data.Common;

namespace Carillon.Tenancy;

/// <summary>Tells transactions that the database gave up in favour of another: a deadlock, or an order that cannot be had. They can begin again.</summary>
public static class TransactionConflict
{
    /// <summary>How often Carillon begins such a transaction before it gives up: 5. After that something is wrong that another attempt does not mend.</summary>
    public const int MostAttempts = 5;

    /// <summary>True where the failure, or one that it wraps, is such a conflict.</summary>
    /// <remarks>SQLSTATE 40001 of the standard, and 40P01, which PostgreSQL adds for deadlocks. SQLite has neither, as its writers wait for each other.</remarks>
    public static bool Is(Exception? error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException { SqlState: "40001" or "40P01" })
            {
                return true;
            }
        }

        return false;
    }
}
