namespace Carillon.Tenancy;

/// <summary>Follows how far a fan-out came, and hands it to whoever keeps it: one call at a time, of the newest. Not thread-safe.</summary>
internal sealed class FanOutCheckpoints
{
    private readonly Func<TenantFanOutCheckpoint, CancellationToken, ValueTask>? _save;
    private readonly HashSet<TenantId> _exceptBefore;
    private readonly SortedSet<TenantId> _open;
    private readonly TenantId? _untilBefore;
    private TenantId? _until;
    private bool _isNew;
    private Task _saving = Task.CompletedTask;

    public FanOutCheckpoints(TenantFanOutOptions options)
    {
        _save = options.SaveCheckpoint;
        _untilBefore = _until = options.ResumeFrom?.Until;
        _open = [.. options.ResumeFrom?.Except ?? []];
        _exceptBefore = [.. _open];
    }

    /// <summary>What came of the last attempt to keep one; null where it was kept.</summary>
    public Exception? Error { get; private set; }

    public TenantFanOutCheckpoint? Current =>
        _until is { } until ? new(until, [.. _open.TakeWhile(t => t <= until)]) : null;

    /// <summary>Takes a tenant in; false where it succeeded in an earlier run.</summary>
    public bool TryAdd(TenantId tenant)
    {
        if (_untilBefore is { } before && tenant <= before && !_exceptBefore.Contains(tenant))
        {
            return false;
        }

        _open.Add(tenant);
        return true;
    }

    public void Succeeded(TenantId tenant)
    {
        _open.Remove(tenant);
        _until = _until is { } until && until > tenant ? until : tenant;
        _isNew = true;
        SaveIfFree();
    }

    /// <summary>Waits until the newest is kept, or was tried to be.</summary>
    public async ValueTask FlushAsync()
    {
        await _saving.ConfigureAwait(false);
        SaveIfFree();
        await _saving.ConfigureAwait(false);
    }

    private void SaveIfFree()
    {
        if (_save is { } save && _isNew && _saving.IsCompleted)
        {
            _isNew = false;
            _saving = SaveAsync(save, Current!);
        }
    }

    private async Task SaveAsync(Func<TenantFanOutCheckpoint, CancellationToken, ValueTask> save, TenantFanOutCheckpoint checkpoint)
    {
        try
        {
            // On the pool, so that a call that blocks its thread holds up no tenant.
            await Task.Run(() => save(checkpoint, CancellationToken.None).AsTask()).ConfigureAwait(false);
            Error = null;
        }
        catch (Exception error)
        {
            // The tenants go on: what is lost is that another run begins further back. The next success tries again.
            Error = error;
        }
    }
}
