using System.Collections.Concurrent;
using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using Microsoft.Extensions.Options;

namespace Carillon.Sessions.Storage;

/// <summary>The policies of each tenant. A version never changes once it is committed, so it is read once.</summary>
/// <remarks>
/// What the host configures and what is set for a tenant share the tenant's version numbers. A statement of the host (its version and rules) counts
/// once: where a tenant meets it first, it becomes the tenant's next version. So hosts that state different rules, as while a new version is
/// deployed, do not undo each other, and what was set for the tenant since holds until the host states something new.
/// </remarks>
internal sealed class PolicyStore(IOptions<SessionsOptions> options)
{
    private readonly ConcurrentDictionary<(TenantId Tenant, string Name, int Version), SessionPolicy> _known = new();

    /// <summary>A policy that a stored session names.</summary>
    /// <exception cref="InvalidDataException">It is not there or cannot be read.</exception>
    public async ValueTask<SessionPolicy> GetAsync(TenantTransaction tx, string name, int version, CancellationToken ct) =>
        OwnOf(tx).GetValueOrDefault((name, version)) ?? _known.GetValueOrDefault((tx.Tenant, name, version))
        ?? await ReadAsync(tx, name, version, ct).ConfigureAwait(false)
        ?? throw new InvalidDataException($"Tenant '{tx.Tenant}' has no session policy '{Printable.Clip(name)}' version {version}.");

    /// <summary>A policy that a stored session names; null where it is not there or cannot be read.</summary>
    public async ValueTask<SessionPolicy?> FindAsync(TenantTransaction tx, string name, int version, CancellationToken ct)
    {
        try
        {
            return await GetAsync(tx, name, version, ct).ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The policy that a session starts under: the tenant's latest version, after the host's statement was taken in.</summary>
    /// <exception cref="ArgumentException">There is no policy of that name.</exception>
    public async ValueTask<SessionPolicy> LatestAsync(TenantTransaction tx, string name, CancellationToken ct)
    {
        var host = options.Value.Policy;
        while (true)
        {
            var (latest, isStated) = await tx.ReadLatestPolicyAsync(name, host, ct).ConfigureAwait(false);
            if (isStated || host.Name != name)
            {
                return latest ?? throw new ArgumentException($"Tenant '{tx.Tenant}' has no session policy '{Printable.Clip(name)}'.", nameof(name));
            }

            // Where another transaction was faster, its version is there now.
            var next = host with { Version = Math.Max(host.Version, (latest?.Version ?? 0) + 1) };
            if (await TryAddAsync(tx, next, host.Version, ct).ConfigureAwait(false))
            {
                return next;
            }
        }
    }

    /// <summary>Stores rules as the tenant's next version, unless they are those of the latest one.</summary>
    public async ValueTask<SessionPolicy> AddNextAsync(TenantTransaction tx, SessionPolicy rules, CancellationToken ct)
    {
        while (true)
        {
            var latest = await LatestAsync(tx, rules.Name, ct).ConfigureAwait(false);
            var next = rules with { Version = latest.Version };
            if (next == latest)
            {
                return latest;
            }

            next = next with { Version = latest.Version + 1 };
            if (await TryAddAsync(tx, next, null, ct).ConfigureAwait(false))
            {
                return next;
            }
        }
    }

    /// <summary>Stores a version. Storing it again changes nothing.</summary>
    /// <exception cref="ArgumentException">The version is stored with other rules.</exception>
    public async ValueTask<SessionPolicy> AddAsync(TenantTransaction tx, SessionPolicy policy, CancellationToken ct)
    {
        if (policy.Name == options.Value.Policy.Name)
        {
            await LatestAsync(tx, policy.Name, ct).ConfigureAwait(false);
        }

        await TryAddAsync(tx, policy, null, ct).ConfigureAwait(false);
        var stored = await GetAsync(tx, policy.Name, policy.Version, ct).ConfigureAwait(false);
        return stored == policy
            ? stored
            : throw new ArgumentException(
                $"Session policy '{policy.Name}' version {policy.Version} of tenant '{tx.Tenant}' is stored with other rules; give the new rules a higher version.", nameof(policy));
    }

    private static async ValueTask<bool> TryAddAsync(TenantTransaction tx, SessionPolicy policy, int? hostVersion, CancellationToken ct)
    {
        var isNew = await tx.AddPolicyAsync(policy, hostVersion, ct).ConfigureAwait(false);
        if (isNew)
        {
            OwnOf(tx)[(policy.Name, policy.Version)] = policy;
        }

        return isNew;
    }

    private async ValueTask<SessionPolicy?> ReadAsync(TenantTransaction tx, string name, int version, CancellationToken ct) =>
        await tx.ReadPolicyAsync(name, version, ct).ConfigureAwait(false) is { } policy ? _known.GetOrAdd((tx.Tenant, name, version), policy) : null;

    // What a transaction adds may never be committed, so that it is known to nobody else.
    private static OwnPolicies OwnOf(TenantTransaction tx) => tx.Local(() => new OwnPolicies());

    private sealed class OwnPolicies : Dictionary<(string Name, int Version), SessionPolicy>;
}
