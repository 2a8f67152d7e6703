using System.Data;
using System.Data.Common;

namespace Carillon.Tests.Jobs;

internal sealed class FakeTransaction(FakeConnection connection) : DbTransaction
{
    private bool _disposed;

    public event Action? Ended;

    public Func<Exception?> OnCommit { get; set; } = () => null;

    /// <summary>Called when the connection of a committed transaction goes back.</summary>
    public Action OnCommitted { get; set; } = () => { };

    public bool IsCommitted { get; private set; }

    public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

    protected override DbConnection DbConnection => connection;

    public override void Commit()
    {
        if (OnCommit() is { } error)
        {
            throw error;
        }

        IsCommitted = true;
    }

    public override void Rollback()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (!_disposed)
        {
            _disposed = true;
            Ended?.Invoke();
        }

        base.Dispose(disposing);
    }
}
