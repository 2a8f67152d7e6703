using System.Data.Common;

namespace Carillon.Tenancy;

/// <summary>Transactions that the database gave up in favour of another: a deadlock, or an order that cannot be had. They can begin again.</summary>
internal static class TransactionConflict
{
    /// <summary>After so many times in a row something is wrong that another attempt does not mend.</summary>
    public const int MostAttempts = 5;

    // 40001 is of the SQL standard, 40P01 is what PostgreSQL adds for deadlocks; SQLite has neither, as its writers wait for each other.
    public static bool Is(Exception error)
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
