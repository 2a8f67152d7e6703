namespace Carillon.Tests.Tenancy;

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
