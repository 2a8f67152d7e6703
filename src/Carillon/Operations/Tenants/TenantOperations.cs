namespace Carillon.Operations;

/// <summary>The operations that take tenants through their life.</summary>
internal static class TenantOperations
{
    public static void AddTo(CarillonBuilder builder)
    {
        ListTenantsOperation.AddTo(builder);
        AddTenantOperation.AddTo(builder);
        TestTenantOperation.AddTo(builder);
        SuspendTenantOperation.AddTo(builder);
        ResumeTenantOperation.AddTo(builder);
        UpgradeTenantsOperation.AddTo(builder);
        AdoptTenantOperation.AddTo(builder);
        DeleteTenantOperation.AddTo(builder);
        RestoredControlOperation.AddTo(builder);
    }
}
