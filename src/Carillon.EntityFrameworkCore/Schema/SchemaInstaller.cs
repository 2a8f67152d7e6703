using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NodaTime;

namespace Carillon.EntityFrameworkCore;

// Installs and upgrades each component inside the caller's transaction, and records what it did in carillon_schema.
internal sealed class SchemaInstaller(IEnumerable<SchemaComponent> components, SchemaOwnership ownership)
{
    /// <summary>True when the tables are the host's to create and change.</summary>
    public bool IsHosts(DatabaseKind kind) => kind == DatabaseKind.Tenant && ownership.IsHosts;

    public IReadOnlyList<SchemaComponent> Of(DatabaseKind kind) => [.. components.Where(c => c.Kind == kind)];

    /// <summary>The tables of the models, in no particular order.</summary>
    public IReadOnlyList<ITable> TablesOf(SqlDialect dialect, DatabaseKind kind)
    {
        var tables = new List<ITable>();
        foreach (var component in Of(kind))
        {
            using var context = component.CreateContext(dialect, null);
            tables.AddRange(context.Model.GetRelationalModel().Tables);
        }

        return tables;
    }

    /// <summary>What <see cref="InstallAsync"/> would do; nothing is changed.</summary>
    /// <exception cref="SchemaVersionException">The schema no longer serves this host.</exception>
    public async ValueTask<IReadOnlyList<SchemaChange>> BehindAsync(DatabaseTransaction transaction, DatabaseKind kind, CancellationToken cancellationToken)
    {
        if (IsHosts(kind))
        {
            return [];
        }

        var installed = await SchemaVersions.ReadAsync(transaction, cancellationToken).ConfigureAwait(false);
        return [.. Of(kind).Select(c => ChangeOf(c, installed)).OfType<SchemaChange>()];
    }

    /// <summary>Installs what is missing and upgrades what is older; changes nothing where that is the host's affair.</summary>
    /// <exception cref="SchemaVersionException">The schema no longer serves this host.</exception>
    public async ValueTask<IReadOnlyList<SchemaChange>> InstallAsync(DatabaseTransaction transaction, DatabaseKind kind, CancellationToken cancellationToken)
    {
        if (IsHosts(kind))
        {
            return [];
        }

        var dialect = transaction.Dialect();
        await dialect.LockSchemaAsync(transaction, cancellationToken).ConfigureAwait(false);
        await transaction.ExecuteAsync(
            $"CREATE TABLE IF NOT EXISTS carillon_schema (component varchar(40) NOT NULL, version integer NOT NULL, min_host integer NOT NULL, installed_at {dialect.InstantType} NOT NULL, PRIMARY KEY (component, version))",
            cancellationToken).ConfigureAwait(false);
        var installed = await SchemaVersions.ReadAsync(transaction, cancellationToken).ConfigureAwait(false);
        var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
        var changes = new List<SchemaChange>();
        foreach (var component in Of(kind))
        {
            if (ChangeOf(component, installed) is not { } change)
            {
                continue;
            }

            changes.Add(change);
            if (installed.TryGetValue(component.Name, out var found))
            {
                await UpgradeAsync(transaction, component, found.Version, now, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await CreateAsync(transaction, component, cancellationToken).ConfigureAwait(false);
                await RecordAsync(transaction, component.Name, component.Version, component.MinHost, now, cancellationToken).ConfigureAwait(false);
            }
        }

        return changes;
    }

    private static SchemaChange? ChangeOf(SchemaComponent component, Dictionary<string, (int Version, int MinHost)> installed)
    {
        if (!installed.TryGetValue(component.Name, out var found))
        {
            return new(component.Name, null, component.Version);
        }

        SchemaVersions.RequireServes(component, found, "the database");
        return found.Version < component.Version ? new(component.Name, found.Version, component.Version) : null;
    }

    private static async ValueTask CreateAsync(DatabaseTransaction transaction, SchemaComponent component, CancellationToken cancellationToken)
    {
        string script;
        var context = component.CreateContext(transaction.Dialect(), null);
        await using (context.ConfigureAwait(false))
        {
            script = context.Database.GenerateCreateScript();
        }

        await transaction.ExecuteScriptAsync(script, cancellationToken).ConfigureAwait(false);
        foreach (var table in component.AppendOnlyTables)
        {
            await transaction.ExecuteScriptAsync(transaction.Dialect().MakeAppendOnly(table), cancellationToken).ConfigureAwait(false);
        }

        if (component.FinishAsync is { } finishAsync)
        {
            await finishAsync(transaction, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask UpgradeAsync(DatabaseTransaction transaction, SchemaComponent component, int from, Instant now, CancellationToken cancellationToken)
    {
        foreach (var step in component.Upgrades.Where(u => u.ToVersion > from).OrderBy(u => u.ToVersion))
        {
            await step.ApplyAsync(transaction, cancellationToken).ConfigureAwait(false);
            await RecordAsync(transaction, component.Name, step.ToVersion, step.MinHost, now, cancellationToken).ConfigureAwait(false);
        }
    }

    private static ValueTask<int> RecordAsync(DatabaseTransaction transaction, string component, int version, int minHost, Instant now, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            $"INSERT INTO carillon_schema (component, version, min_host, installed_at) VALUES ({component}, {version}, {minHost}, {now})",
            cancellationToken);
}
