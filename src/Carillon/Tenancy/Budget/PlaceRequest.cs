namespace Carillon.Tenancy;

/// <summary>A caller that waits for a place.</summary>
internal sealed class PlaceRequest(PoolPlaces pool)
{
    // The caller goes on by itself, not inside whoever gave the place back.
    private readonly TaskCompletionSource<PlaceGrant> _granted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PoolPlaces Pool => pool;

    public Task<PlaceGrant> Granted => _granted.Task;

    /// <summary>What it was granted; null while it waits.</summary>
    public PlaceGrant? Place { get; private set; }

    public LinkedListNode<PlaceRequest>? Node { get; set; }

    public void Grant(PlaceGrant grant)
    {
        Place = grant;
        _granted.SetResult(grant);
    }
}
