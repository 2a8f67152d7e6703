namespace Carillon.EntityFrameworkCore.Tenancy;

/// <summary>What is looked at when a tenant's database is opened apart from its pool.</summary>
internal enum StampCheck
{
    /// <summary>Nothing: there may be no stamp yet.</summary>
    None,

    /// <summary>Whether it is the tenant's own; its schema may be of any version.</summary>
    Identity,

    /// <summary>Whether it is the tenant's own and its schema fits this host.</summary>
    IdentityAndSchema,
}
