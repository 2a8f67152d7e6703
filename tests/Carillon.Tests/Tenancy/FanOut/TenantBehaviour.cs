namespace Carillon.Tests.Tenancy.FanOut;

/// <summary>What the work for one tenant does.</summary>
public enum TenantBehaviour
{
    Succeed,
    SucceedLater,
    Throw,
    CancelItself,
    HangUntilCancelled,
    HangForever,
    SucceedAlthoughCancelled,
    ThrowWhenCancelled,
}
