using System.Data.Common;
using NodaTime;

namespace Carillon.Tenancy;

/// <summary>The unit of work: one open transaction on one database, at READ COMMITTED. Not thread-safe.</summary>
/// <remarks>Disposing without <see cref="CommitAsync"/> rolls back. A joined transaction is committed by the host.</remarks>
public class DatabaseTransaction : IAsyncDisposable
{
    private readonly DatabaseSession _session;
    private readonly IDatabaseClock _clock;
    private readonly Dictionary<Type, object> _locals = [];
    private readonly List<Func<CancellationToken, ValueTask>> _committing = [];
    private readonly List<Func<CancellationToken, ValueTask>> _committed = [];
    private Instant? _now;
    private bool _ended;

    /// <summary>Wraps an open transaction.</summary>
    public DatabaseTransaction(DatabaseSession session, IDatabaseClock clock)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(clock);
        _session = session;
        _clock = clock;
    }

    /// <summary>The connection, for statements of the caller's own.</summary>
    public DbConnection Connection => _session.Connection;

    /// <summary>The open transaction of <see cref="Connection"/>.</summary>
    public DbTransaction Transaction => _session.Transaction;

    /// <summary>The kind of database.</summary>
    public DatabaseProvider Provider => _session.Provider;

    /// <summary>Connection and transaction as they were opened, undecorated where they are decorated.</summary>
    public DatabaseSession Session => _session;

    /// <summary>True when the host owns the transaction and commits it.</summary>
    public bool IsJoined => _session.Release is null;

    /// <summary>The database clock as read by <see cref="NowAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">The clock was not read yet.</exception>
    public Instant Now => _now ?? throw new InvalidOperationException("Read the database clock with NowAsync first, after the transaction's locks are held.");

    /// <summary>Reads the database clock once; later calls return the same instant. Call it after the locks are held.</summary>
    public async ValueTask<Instant> NowAsync(CancellationToken cancellationToken) =>
        _now ??= await _clock.ReadAsync(this, cancellationToken).ConfigureAwait(false);

    /// <summary>State that lives as long as this transaction, one per type.</summary>
    public T Local<T>(Func<T> create)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(create);
        if (!_locals.TryGetValue(typeof(T), out var value))
        {
            _locals.Add(typeof(T), value = create());
        }

        return (T)value;
    }

    /// <summary>Runs <paramref name="action"/> just before the commit; at once when the host commits.</summary>
    public ValueTask OnCommittingAsync(Func<CancellationToken, ValueTask> action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (IsJoined)
        {
            return action(cancellationToken);
        }

        _committing.Add(action);
        return ValueTask.CompletedTask;
    }

    // What fails after the commit must not make the work begin again.
    internal bool HasEnded => _ended;

    /// <summary>Runs <paramref name="action"/> after the commit; on dispose when the host commits. It must not throw for an outage.</summary>
    public void OnCommitted(Func<CancellationToken, ValueTask> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        _committed.Add(action);
    }

    /// <summary>Commits. An exception means that the outcome is unknown: retry the command with the same keys.</summary>
    /// <exception cref="InvalidOperationException">The transaction was joined (the host commits it) or has ended.</exception>
    public async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        if (IsJoined)
        {
            throw new InvalidOperationException("This transaction was joined: the host that opened it commits it.");
        }

        ObjectDisposedException.ThrowIf(_ended, this);
        foreach (var action in _committing)
        {
            await action(cancellationToken).ConfigureAwait(false);
        }

        await Transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        _ended = true;
        await RunCommittedAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Rolls back what was not committed and gives the connection back.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (IsJoined)
        {
            if (!_ended)
            {
                _ended = true;
                await RunCommittedAsync(CancellationToken.None).ConfigureAwait(false);
            }

            return;
        }

        _ended = true;
        try
        {
            await Transaction.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            await _session.Release!().ConfigureAwait(false);
        }
    }

    private async ValueTask RunCommittedAsync(CancellationToken cancellationToken)
    {
        foreach (var action in _committed)
        {
            await action(cancellationToken).ConfigureAwait(false);
        }
    }
}
