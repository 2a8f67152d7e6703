namespace Carillon.Locking;

internal sealed class LeaseRequirements
{
    public LeaseCapabilities Needed { get; set; }
}
