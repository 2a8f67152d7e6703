namespace Carillon.Tenancy;

/// <summary>The current tenant was read outside a tenant scope, or after its scope had ended.</summary>
public sealed class NoTenantException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    public NoTenantException()
        : base("There is no current tenant: run the code inside ITenantScopes.RunAsync, or pass the tenant as an argument.")
    {
    }
}
