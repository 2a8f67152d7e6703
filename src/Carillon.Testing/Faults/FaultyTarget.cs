using System.Data.Common;

namespace Carillon.Testing.Faults;

/// <summary>The connection and the transaction of a command or a batch, and their real ones for what it wraps.</summary>
internal sealed class FaultyTarget(FaultyConnection connection)
{
    public FaultyConnection? Connection { get; private set; } = connection;

    public DbTransaction? Transaction { get; private set; }

    public FaultPlan Plan => Connection?.Plan ?? throw new InvalidOperationException("The statement has no connection.");

    /// <returns>The real connection.</returns>
    public DbConnection? Connect(DbConnection? value)
    {
        Connection = value switch
        {
            null => null,
            FaultyConnection faulty => faulty,
            _ => throw new ArgumentException("A statement of a faulty connection stays with faulty connections.", nameof(value)),
        };
        return Connection?.Inner;
    }

    /// <returns>The real transaction.</returns>
    public DbTransaction? Enlist(DbTransaction? value)
    {
        Transaction = value;
        return value is FaultyTransaction faulty ? faulty.Inner : value;
    }
}
