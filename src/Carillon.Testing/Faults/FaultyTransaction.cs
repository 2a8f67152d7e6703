using System.Data;
using System.Data.Common;

namespace Carillon.Testing.Faults;

/// <summary>A transaction whose COMMIT, ROLLBACK and savepoints are statements. Disposing is not: the server does that by itself.</summary>
internal sealed class FaultyTransaction(FaultyConnection connection, DbTransaction inner) : DbTransaction
{
    public const string Begin = "BEGIN";

    public DbTransaction Inner => inner;

    public override IsolationLevel IsolationLevel => inner.IsolationLevel;

    public override bool SupportsSavepoints => inner.SupportsSavepoints;

    // Null once the transaction is over, as providers have it.
    protected override DbConnection? DbConnection => inner.Connection is null ? null : connection;

    public override void Commit() => Issue("COMMIT", inner.Commit);

    public override Task CommitAsync(CancellationToken cancellationToken = default) =>
        IssueAsync("COMMIT", inner.CommitAsync, cancellationToken);

    public override void Rollback() => Issue("ROLLBACK", inner.Rollback);

    public override Task RollbackAsync(CancellationToken cancellationToken = default) =>
        IssueAsync("ROLLBACK", inner.RollbackAsync, cancellationToken);

    public override void Save(string savepointName) => Issue($"SAVEPOINT {savepointName}", () => inner.Save(savepointName));

    public override Task SaveAsync(string savepointName, CancellationToken cancellationToken = default) =>
        IssueAsync($"SAVEPOINT {savepointName}", token => inner.SaveAsync(savepointName, token), cancellationToken);

    public override void Release(string savepointName) =>
        Issue($"RELEASE SAVEPOINT {savepointName}", () => inner.Release(savepointName));

    public override Task ReleaseAsync(string savepointName, CancellationToken cancellationToken = default) =>
        IssueAsync($"RELEASE SAVEPOINT {savepointName}", token => inner.ReleaseAsync(savepointName, token), cancellationToken);

    public override void Rollback(string savepointName) =>
        Issue($"ROLLBACK TO SAVEPOINT {savepointName}", () => inner.Rollback(savepointName));

    public override Task RollbackAsync(string savepointName, CancellationToken cancellationToken = default) =>
        IssueAsync($"ROLLBACK TO SAVEPOINT {savepointName}", token => inner.RollbackAsync(savepointName, token), cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        if (connection.Plan.CrashedAt is null)
        {
            await inner.DisposeAsync().ConfigureAwait(false);
            connection.TransactionEnded();
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && connection.Plan.CrashedAt is null)
        {
            inner.Dispose();
            connection.TransactionEnded();
        }

        base.Dispose(disposing);
    }

    private void Issue(string sql, Action statement) => connection.Plan.Issue(sql, () =>
    {
        statement();
        return true;
    });

    private Task<bool> IssueAsync(string sql, Func<CancellationToken, Task> statement, CancellationToken cancellationToken) =>
        connection.Plan.IssueAsync(sql, async () =>
        {
            await statement(cancellationToken).ConfigureAwait(false);
            return true;
        });
}
