namespace Carillon.Locking;

/// <summary>A held lease. Disposing it frees the key at once, is idempotent and never throws.</summary>
public interface ILease : IAsyncDisposable
{
    /// <summary>The key that is held.</summary>
    LockKey Key { get; }

    /// <summary>Who holds it, readable: host, process and a number.</summary>
    string Owner { get; }

    /// <summary>The fencing token; higher than that of any earlier holder.</summary>
    Fence Fence { get; }

    /// <summary>Fires when the lease is lost, before anyone else can hold it.</summary>
    CancellationToken Lost { get; }

    /// <summary>Renews now.</summary>
    /// <returns>False when the lease is lost.</returns>
    ValueTask<bool> RenewAsync(CancellationToken cancellationToken);
}
