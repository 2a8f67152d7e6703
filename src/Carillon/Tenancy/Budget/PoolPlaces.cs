namespace Carillon.Tenancy;

/// <summary>What one pool has of a server's places.</summary>
internal sealed class PoolPlaces(IConnectionPool pool)
{
    public IConnectionPool Pool => pool;

    /// <summary>Open connections that nobody has.</summary>
    public int Idle { get; set; }

    /// <summary>When the last of them came back, on the clock of whoever owns the places.</summary>
    public long IdleSince { get; set; }

    /// <summary>No connection of it is kept any more.</summary>
    public bool IsRetired { get; set; }

    public LinkedListNode<PoolPlaces>? Node { get; set; }
}
