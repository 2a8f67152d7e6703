namespace Carillon.Tenancy;

/// <summary>What a transaction is opened for.</summary>
public enum TransactionMode
{
    /// <summary>Reads and writes; on SQLite it takes the write lock at once.</summary>
    Write,

    /// <summary>Only reads; on SQLite it takes no write lock.</summary>
    Read,
}
