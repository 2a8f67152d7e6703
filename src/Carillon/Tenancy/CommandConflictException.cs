namespace Carillon.Tenancy;

/// <summary>Two different commands claim the same id.</summary>
public sealed class CommandConflictException(TenantId tenant, string commandId)
    : Exception($"Command id '{Printable.Clip(commandId)}' of tenant '{tenant}' was already used for another command; a retry must send the same payload.")
{
    /// <summary>The tenant.</summary>
    public TenantId Tenant { get; } = tenant;

    /// <summary>The id.</summary>
    public string CommandId { get; } = commandId;
}
