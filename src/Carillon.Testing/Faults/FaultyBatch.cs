using System.Data;
using System.Data.Common;

namespace Carillon.Testing.Faults;

/// <summary>A batch that is one statement of its connection's plan: it goes to the server in one piece.</summary>
internal sealed class FaultyBatch(FaultyConnection connection, DbBatch inner) : DbBatch
{
    private readonly FaultyTarget _target = new(connection);

    public override int Timeout
    {
        get => inner.Timeout;
        set => inner.Timeout = value;
    }

    protected override DbBatchCommandCollection DbBatchCommands => inner.BatchCommands;

    protected override DbConnection? DbConnection
    {
        get => _target.Connection;
        set => inner.Connection = _target.Connect(value);
    }

    protected override DbTransaction? DbTransaction
    {
        get => _target.Transaction;
        set => inner.Transaction = _target.Enlist(value);
    }

    private FaultPlan Plan => _target.Plan;

    private string FirstLine => Sql.FirstLine(inner.BatchCommands);

    public override void Cancel() => inner.Cancel();

    public override void Prepare()
    {
        Plan.ThrowIfDead();
        inner.Prepare();
    }

    public override Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        Plan.ThrowIfDead();
        return inner.PrepareAsync(cancellationToken);
    }

    public override int ExecuteNonQuery() => Plan.Issue(FirstLine, inner.ExecuteNonQuery);

    public override object? ExecuteScalar() => Plan.Issue(FirstLine, inner.ExecuteScalar);

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken = default) =>
        Plan.IssueAsync(FirstLine, () => inner.ExecuteNonQueryAsync(cancellationToken));

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken = default) =>
        Plan.IssueAsync(FirstLine, () => inner.ExecuteScalarAsync(cancellationToken));

    public override void Dispose()
    {
        inner.Dispose();
        base.Dispose();
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override DbBatchCommand CreateDbBatchCommand() => inner.CreateBatchCommand();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        Plan.Issue(FirstLine, () => inner.ExecuteReader(behavior));

    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
        Plan.IssueAsync(FirstLine, () => inner.ExecuteReaderAsync(behavior, cancellationToken));
}
