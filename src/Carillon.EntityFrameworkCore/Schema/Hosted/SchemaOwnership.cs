namespace Carillon.EntityFrameworkCore;

/// <summary>Who creates and changes the tables in tenants' databases.</summary>
internal sealed record SchemaOwnership(bool IsHosts)
{
    public static readonly SchemaOwnership Carillon = new(false);

    public static readonly SchemaOwnership Host = new(true);
}
