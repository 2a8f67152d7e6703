using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;

namespace Carillon.Sessions.Storage;

/// <summary>Reading and adding versions of policies.</summary>
internal static class PolicyStatements
{
    /// <summary>A version; null where it is not there.</summary>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public static ValueTask<SessionPolicy?> ReadPolicyAsync(this TenantTransaction tx, string name, int version, CancellationToken ct) => tx.FirstOrDefaultAsync(
        $"SELECT rules FROM study_policy WHERE tenant_id = {tx.Tenant} AND name = {name} AND version = {version}",
        row => PolicyJson.Read(name, version, row.Text(0)),
        ct);

    /// <summary>The latest version, and whether the tenant has met this statement of the host.</summary>
    /// <exception cref="InvalidDataException">The latest version cannot be read.</exception>
    public static ValueTask<(SessionPolicy? Latest, bool IsStated)> ReadLatestPolicyAsync(
        this TenantTransaction tx, string name, SessionPolicy host, CancellationToken ct) => tx.FirstOrDefaultAsync(
        $"""
         SELECT version, rules, (
             SELECT count(*) FROM study_policy AS s
             WHERE s.tenant_id = {tx.Tenant} AND s.name = {host.Name} AND s.host_version = {host.Version} AND s.rules = {PolicyJson.Write(host)})
         FROM study_policy WHERE tenant_id = {tx.Tenant} AND name = {name} ORDER BY version DESC LIMIT 1
         """,
        row => ((SessionPolicy?)PolicyJson.Read(name, row.Int(0), row.Text(1)), row.Long(2) > 0),
        ct);

    /// <summary>Adds a version, unless there is one of that number.</summary>
    public static async ValueTask<bool> AddPolicyAsync(this TenantTransaction tx, SessionPolicy policy, int? hostVersion, CancellationToken ct)
    {
        var now = await tx.NowAsync(ct).ConfigureAwait(false);
        return await tx.ExecuteAsync(
            $"""
             INSERT INTO study_policy (tenant_id, name, version, rules, host_version, created_at)
             VALUES ({tx.Tenant}, {policy.Name}, {policy.Version}, {PolicyJson.Write(policy)}, {hostVersion}, {now})
             ON CONFLICT DO NOTHING
             """,
            ct).ConfigureAwait(false) == 1;
    }
}
