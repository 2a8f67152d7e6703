namespace Carillon.Tenancy;

/// <summary>Where a secret is kept. What is encrypted for one place does not open in another.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Owner">What of the tenant it belongs to, e.g. <c>connection/main</c>.</param>
/// <param name="Field">Which field of it, e.g. <c>password</c>.</param>
public sealed record SecretPlace(TenantId Tenant, string Owner, string Field)
{
    /// <summary>The place in words.</summary>
    public override string ToString() => $"{Printable.Clip(Field)} of {Printable.Clip(Owner)} of tenant '{Tenant}'";
}
