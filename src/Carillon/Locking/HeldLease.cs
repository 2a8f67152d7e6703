namespace Carillon.Locking;

/// <summary>A lease in the hands of its holder. Its times are guarded by the keeper's gate.</summary>
internal sealed class HeldLease : ILease
{
    private readonly LeaseKeeper _keeper;
    private readonly CancellationTokenSource _lost = new();
    private CancellationTokenRegistration _session;
    private int _released;

    // The deadline counts from when the request was sent, so it lies before the store's own expiry whatever the answer took;
    // the tenth left over is for timers that fire late and clocks that run at different rates.
    public HeldLease(LeaseKeeper keeper, LeaseClaim claim, TimeSpan sent)
    {
        _keeper = keeper;
        Claim = claim;
        Length = claim.Length.ToTimeSpan();
        Extend(sent);
    }

    public LeaseClaim Claim { get; }

    public LockKey Key => Claim.Key;

    public string Owner => Claim.Owner;

    public Fence Fence => Claim.Fence;

    public CancellationToken Lost => _lost.Token;

    public TimeSpan Length { get; }

    /// <summary>When the lease counts as lost.</summary>
    public TimeSpan Deadline { get; private set; }

    /// <summary>When the next renewal is sent.</summary>
    public TimeSpan RenewAt { get; private set; }

    public ValueTask<bool> RenewAsync(CancellationToken cancellationToken) => _keeper.RenewAsync(this, cancellationToken);

    public ValueTask DisposeAsync() => _keeper.ReleaseAsync(this);

    /// <summary>A request sent at this time was granted. Answers may arrive out of order: times never move back.</summary>
    public void Extend(TimeSpan sent)
    {
        Deadline = Later(Deadline, sent + (Length * 0.9));
        RenewAt = Later(RenewAt, sent + (Length / 3));
    }

    /// <summary>A renewal is under way; without an answer the next one is sent a sixth of the lease later.</summary>
    public void Attempt(TimeSpan now) => RenewAt = now + (Length / 6);

    /// <summary>The callbacks on the loss.</summary>
    public Task Told { get; private set; } = Task.CompletedTask;

    /// <summary>Is lost with the store's session, at once where that has ended already.</summary>
    public void Follow(CancellationToken session) =>
        _session = session.UnsafeRegister(static self => ((HeldLease)self!)._keeper.Drop((HeldLease)self), this);

    /// <summary>True the first time.</summary>
    public bool BeginRelease()
    {
        _session.Unregister();
        return Interlocked.Exchange(ref _released, 1) == 0;
    }

    // CancelAsync marks the token at once and runs the callbacks elsewhere: a slow one must not delay the loss of other leases.
    public void Lose() => Told = _lost.CancelAsync();

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
