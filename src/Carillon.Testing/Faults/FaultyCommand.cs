using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Carillon.Testing.Faults;

/// <summary>A command that is one statement of its connection's plan.</summary>
internal sealed class FaultyCommand(FaultyConnection connection, DbCommand inner) : DbCommand
{
    private readonly FaultyTarget _target = new(connection);

    [AllowNull]
    public override string CommandText
    {
        get => inner.CommandText;
        set => inner.CommandText = value;
    }

    public override int CommandTimeout
    {
        get => inner.CommandTimeout;
        set => inner.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => inner.CommandType;
        set => inner.CommandType = value;
    }

    public override bool DesignTimeVisible
    {
        get => inner.DesignTimeVisible;
        set => inner.DesignTimeVisible = value;
    }

    public override UpdateRowSource UpdatedRowSource
    {
        get => inner.UpdatedRowSource;
        set => inner.UpdatedRowSource = value;
    }

    protected override DbConnection? DbConnection
    {
        get => _target.Connection;
        set => inner.Connection = _target.Connect(value);
    }

    protected override DbParameterCollection DbParameterCollection => inner.Parameters;

    protected override DbTransaction? DbTransaction
    {
        get => _target.Transaction;
        set => inner.Transaction = _target.Enlist(value);
    }

    private FaultPlan Plan => _target.Plan;

    private string FirstLine => Sql.FirstLine(inner.CommandText);

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

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) =>
        Plan.IssueAsync(FirstLine, () => inner.ExecuteNonQueryAsync(cancellationToken));

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) =>
        Plan.IssueAsync(FirstLine, () => inner.ExecuteScalarAsync(cancellationToken));

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override DbParameter CreateDbParameter() => inner.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        Plan.Issue(FirstLine, () => inner.ExecuteReader(behavior));

    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
        Plan.IssueAsync(FirstLine, () => inner.ExecuteReaderAsync(behavior, cancellationToken));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
