using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using IsolationLevel = System.Data.IsolationLevel;

namespace Carillon.Testing.Faults;

/// <summary>
/// A connection that dies where its plan says: the real connection is closed without commit, and every further use throws
/// <see cref="SimulatedCrashException"/>. Parameters and readers are the provider's own. A command is one statement, whatever its text holds.
/// </summary>
public sealed class FaultyConnection : DbConnection
{
    private bool _opened;

    internal FaultyConnection(DbConnection inner, FaultPlan plan)
    {
        Inner = inner;
        Plan = plan;
    }

    /// <inheritdoc/>
    public override event StateChangeEventHandler? StateChange
    {
        add => Inner.StateChange += value;
        remove => Inner.StateChange -= value;
    }

    /// <summary>The provider's connection, for what only the provider can do; statements on it are not counted.</summary>
    public DbConnection Inner { get; }

    /// <summary>The life that this connection belongs to.</summary>
    public FaultPlan Plan { get; }

    /// <inheritdoc/>
    [AllowNull]
    public override string ConnectionString
    {
        get => Inner.ConnectionString;
        set => Inner.ConnectionString = value;
    }

    /// <inheritdoc/>
    public override int ConnectionTimeout => Inner.ConnectionTimeout;

    /// <inheritdoc/>
    public override string Database => Inner.Database;

    /// <inheritdoc/>
    public override string DataSource => Inner.DataSource;

    /// <inheritdoc/>
    public override string ServerVersion => Inner.ServerVersion;

    /// <inheritdoc/>
    public override ConnectionState State => Inner.State;

    /// <inheritdoc/>
    public override bool CanCreateBatch => Inner.CanCreateBatch;

    /// <inheritdoc/>
    public override void Open()
    {
        Plan.ThrowIfDead();
        Inner.Open();
        _opened = true;
        Plan.Hold(Inner);
    }

    /// <inheritdoc/>
    public override async Task OpenAsync(CancellationToken cancellationToken)
    {
        Plan.ThrowIfDead();
        await Inner.OpenAsync(cancellationToken).ConfigureAwait(false);
        _opened = true;
        Plan.Hold(Inner);
    }

    /// <inheritdoc/>
    public override void Close()
    {
        Inner.Close();
        Plan.LetGo(Inner);
    }

    /// <inheritdoc/>
    public override async Task CloseAsync()
    {
        await Inner.CloseAsync().ConfigureAwait(false);
        Plan.LetGo(Inner);
    }

    /// <inheritdoc/>
    public override void ChangeDatabase(string databaseName)
    {
        Plan.ThrowIfDead();
        Inner.ChangeDatabase(databaseName);
    }

    /// <inheritdoc/>
    public override DataTable GetSchema(string collectionName, string?[] restrictionValues)
    {
        Plan.ThrowIfDead();
        return Inner.GetSchema(collectionName, restrictionValues);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await Inner.DisposeAsync().ConfigureAwait(false);
        Plan.LetGo(Inner);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    // A pooled connection that came open is the process's own only while it has a transaction.
    internal void TransactionEnded()
    {
        if (!_opened)
        {
            Plan.LetGo(Inner);
        }
    }

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
    {
        var begun = Plan.Issue(FaultyTransaction.Begin, () =>
        {
            Plan.Hold(Inner);
            return Inner.BeginTransaction(isolationLevel);
        });
        return new FaultyTransaction(this, begun);
    }

    /// <inheritdoc/>
    protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(
        IsolationLevel isolationLevel, CancellationToken cancellationToken)
    {
        var begun = await Plan.IssueAsync(
            FaultyTransaction.Begin,
            () =>
            {
                Plan.Hold(Inner);
                return Inner.BeginTransactionAsync(isolationLevel, cancellationToken).AsTask();
            }).ConfigureAwait(false);
        return new FaultyTransaction(this, begun);
    }

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand()
    {
        Plan.ThrowIfDead();
        return new FaultyCommand(this, Inner.CreateCommand());
    }

    /// <inheritdoc/>
    protected override DbBatch CreateDbBatch()
    {
        Plan.ThrowIfDead();
        return new FaultyBatch(this, Inner.CreateBatch());
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Inner.Dispose();
            Plan.LetGo(Inner);
        }

        base.Dispose(disposing);
    }
}
