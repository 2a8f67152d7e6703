using Microsoft.Extensions.Options;

namespace Carillon.Locking;

internal sealed class LeaseRequirementsValidator(ILeaseProvider leases, IEnumerable<ILeaseStore> stores) : IValidateOptions<LeaseRequirements>
{
    public ValidateOptionsResult Validate(string? name, LeaseRequirements options)
    {
        var missing = options.Needed & ~leases.Capabilities;
        var store = stores.LastOrDefault()?.GetType().Name ?? leases.GetType().Name;
        return missing == LeaseCapabilities.None
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"RequireLeases asks for leases that can do {options.Needed}; {store} cannot do {missing} (it can do {leases.Capabilities}). "
                + "Register a lease provider that can, for instance the lease table of a server database, or ask for less.");
    }
}
