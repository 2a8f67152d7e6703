namespace Carillon.Tenancy;

/// <summary>What becomes of the database of a tenant that is deleted.</summary>
public enum TenantData
{
    /// <summary>It stays where it is; no host opens it any more.</summary>
    Keep,

    /// <summary>It is dropped.</summary>
    Drop,
}
