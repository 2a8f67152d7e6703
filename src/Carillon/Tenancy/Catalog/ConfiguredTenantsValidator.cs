using Microsoft.Extensions.Options;

namespace Carillon.Tenancy;

// Written by hand: what is wrong is named by tenant, property and value.
internal sealed class ConfiguredTenantsValidator : IValidateOptions<ConfiguredTenants>
{
    public ValidateOptionsResult Validate(string? name, ConfiguredTenants options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = options.Tenants.SelectMany(t => Failures($"Tenants:{Printable.Clip(t.Key)}", t.Key, t.Value)).Concat(
            from tenant in options.Tenants.Keys
            where TenantId.TryParse(tenant, out _)
            group tenant by TenantId.Parse(tenant) into same
            where same.Count() > 1
            select $"Tenants: '{same.Key}' is given {same.Count()} times, as {string.Join(" and ", same.Order(StringComparer.Ordinal))}.").ToList();
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Failures(string path, string id, ConfiguredTenant? tenant)
    {
        if (!TenantId.TryParse(id, out _))
        {
            yield return $"{path}: the key is not a tenant id: 1 to {TenantId.MaximumLength} characters of a-z, 0-9, '_' and '-', beginning with a letter or digit.";
        }

        if (tenant is null)
        {
            yield return $"{path}: is empty; at least ZoneId is needed.";
            yield break;
        }

        if (string.IsNullOrWhiteSpace(tenant.ZoneId))
        {
            yield return $"{path}:ZoneId is '{tenant.ZoneId}'; an IANA zone id such as Asia/Ho_Chi_Minh is needed.";
        }

        if (!Enum.IsDefined(tenant.Status))
        {
            yield return $"{path}:Status is '{tenant.Status}'; one of {string.Join(", ", Enum.GetNames<TenantStatus>())} is needed.";
        }

        if (string.IsNullOrWhiteSpace(tenant.ServerId))
        {
            yield return $"{path}:ServerId is '{tenant.ServerId}'; the name of a server is needed, or none for 'default'.";
        }

        if (tenant.Incarnation < 1)
        {
            yield return $"{path}:Incarnation is {tenant.Incarnation}; it counts from 1.";
        }

        if (tenant.ConnectionGeneration < 1)
        {
            yield return $"{path}:ConnectionGeneration is {tenant.ConnectionGeneration}; it counts from 1.";
        }
    }
}
