using System.Collections.Concurrent;
using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using Microsoft.Extensions.Options;

namespace Carillon.Sessions.Storage;

/// <summary>The policies of each tenant. A version never changes once it is stored, so it is read once.</summary>
internal sealed class PolicyStore(IOptions<SessionsOptions> options)
{
    private readonly ConcurrentDictionary<(TenantId Tenant, string Name, int Version), SessionPolicy> _known = new();

    /// <summary>A policy that a stored session names.</summary>
    /// <exception cref="InvalidDataException">It is not there or cannot be read.</exception>
    public async ValueTask<SessionPolicy> GetAsync(TenantTransaction tx, string name, int version, CancellationToken ct) =>
        _known.TryGetValue((tx.Tenant, name, version), out var policy)
            ? policy
            : await ReadAsync(tx, name, version, ct).ConfigureAwait(false)
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

    /// <summary>The policy that a session starts under: the latest version stored, or the configured one where that is newer.</summary>
    /// <exception cref="ArgumentException">There is no policy of that name.</exception>
    public async ValueTask<SessionPolicy> LatestAsync(TenantTransaction tx, string name, CancellationToken ct)
    {
        var stored = await ReadAsync(tx, name, null, ct).ConfigureAwait(false);
        var configured = options.Value.Policy;
        if (configured.Name != name)
        {
            return stored ?? throw new ArgumentException($"Tenant '{tx.Tenant}' has no session policy '{Printable.Clip(name)}'.", nameof(name));
        }

        if (stored?.Version > configured.Version)
        {
            return stored;
        }

        return stored?.Version == configured.Version
            ? Same(tx.Tenant, stored, configured)
            : await AddAsync(tx, configured, ct).ConfigureAwait(false);
    }

    /// <summary>Stores a version. Storing it again changes nothing; other rules under the same version are refused.</summary>
    public async ValueTask<SessionPolicy> AddAsync(TenantTransaction tx, SessionPolicy policy, CancellationToken ct)
    {
        var now = await tx.NowAsync(ct).ConfigureAwait(false);
        await tx.ExecuteAsync(
            $"INSERT INTO study_policy (tenant_id, name, version, rules, created_at) VALUES ({tx.Tenant}, {policy.Name}, {policy.Version}, {PolicyJson.Write(policy)}, {now}) ON CONFLICT DO NOTHING",
            ct).ConfigureAwait(false);
        var stored = await ReadAsync(tx, policy.Name, policy.Version, ct).ConfigureAwait(false);
        return Same(tx.Tenant, stored!, policy);
    }

    private static SessionPolicy Same(TenantId tenant, SessionPolicy stored, SessionPolicy given) => stored == given
        ? stored
        : throw new ArgumentException(
            $"Session policy '{given.Name}' version {given.Version} of tenant '{tenant}' is stored with other rules; give the new rules a higher version.", nameof(given));

    private async ValueTask<SessionPolicy?> ReadAsync(TenantTransaction tx, string name, int? version, CancellationToken ct)
    {
        var wanted = version ?? int.MaxValue;
        var policy = await tx.FirstOrDefaultAsync(
            $"SELECT version, rules FROM study_policy WHERE tenant_id = {tx.Tenant} AND name = {name} AND version <= {wanted} ORDER BY version DESC LIMIT 1",
            row => PolicyJson.Read(name, row.Int(0), row.Text(1)),
            ct).ConfigureAwait(false);
        if (policy is null || (version is not null && policy.Version != version))
        {
            return null;
        }

        // Not cached: what an open transaction sees may never be committed. A session that names it proves that it was.
        return version is null ? policy : _known.GetOrAdd((tx.Tenant, name, policy.Version), policy);
    }
}
