using Carillon.Tenancy;

namespace Carillon.Testing.Conformance.Connections;

/// <summary>What every store of named connections must keep: nothing of one tenant is another's, no change is lost, every change has its note.</summary>
public abstract partial class ConnectionStoreSuite : ConformanceSuite
{
    private static readonly ConnectionName _main = new("main");

    /// <summary>The store under test.</summary>
    protected abstract IConnectionStore Store { get; }

    /// <summary>The audit log that it writes to.</summary>
    protected abstract IAuditLog Audit { get; }

    /// <summary>How many changes race each other.</summary>
    /// <value>Default: 8.</value>
    protected virtual int Races => 8;

    /// <summary>A tenant that the installation has.</summary>
    protected static TenantId Hocmai { get; } = TenantId.Parse("hocmai");

    /// <summary>Another tenant that the installation has.</summary>
    protected static TenantId Icc { get; } = TenantId.Parse("icc");

    /// <summary>A connection comes back as it was added.</summary>
    public async Task A_connection_comes_back_as_it_was_added(CancellationToken cancellationToken)
    {
        var whole = Connection(Hocmai, "main") with { IsDefault = true };
        var bare = new NamedConnection(Hocmai, new("file"), new("sqlite", "/x/y.db"));
        await AddAsync(whole, cancellationToken);
        await AddAsync(bare, cancellationToken);
        Expect.Equal(whole, await Store.FindAsync(Hocmai, _main, cancellationToken), "with everything");
        Expect.Equal(bare, await Store.FindAsync(Hocmai, new("file"), cancellationToken), "with nothing");
        Expect.Equal(whole, await Store.FindAsync(Hocmai, null, cancellationToken), "the default one without its name");
        Expect.Null(await Store.FindAsync(Icc, _main, cancellationToken), "another tenant has none of that name");
        Expect.Null(await Store.FindAsync(Icc, null, cancellationToken), "nor a default one");
    }

    /// <summary>A name is taken once per tenant.</summary>
    public async Task A_name_is_taken_once(CancellationToken cancellationToken)
    {
        var first = Connection(Hocmai, "main");
        await AddAsync(first, cancellationToken);
        Expect.True(!await Store.TryAddAsync(Connection(Hocmai, "main") with { IsDefault = true }, Note("second"), cancellationToken), "the second is refused");
        Expect.Equal(first, await Store.FindAsync(Hocmai, _main, cancellationToken), "the first is as it was");
        await AddAsync(Connection(Icc, "main"), cancellationToken);
        Expect.Equal(["first", "first"], await NotesAsync(cancellationToken), "what was refused has no note");
    }

    /// <summary>A change is made to the version that is known, and to no other.</summary>
    public async Task A_change_is_made_to_the_version_that_is_known(CancellationToken cancellationToken)
    {
        var known = Connection(Hocmai, "main");
        await AddAsync(known, cancellationToken);
        var changed = known with { Settings = known.Settings with { Host = "other" }, Generation = 2, LastTest = null, Secret = Sealed("k2", 9) };
        Expect.True(await Store.TryUpdateAsync(changed, Note("changed"), cancellationToken), "the version is known");
        Expect.Equal(changed with { Version = 2 }, await Store.FindAsync(Hocmai, _main, cancellationToken), "it is changed, and its version has risen");
        Expect.True(!await Store.TryUpdateAsync(changed, Note("late"), cancellationToken), "the older version is no longer known");
        Expect.True(!await Store.TryDeleteAsync(changed, Note("late"), cancellationToken), "nor can it be deleted");
        Expect.True(!await Store.TryUpdateAsync(changed with { Tenant = Icc, Version = 2 }, Note("foreign"), cancellationToken), "nor another tenant's");
        Expect.Equal(["changed", "first"], await NotesAsync(cancellationToken), "what was refused has no note");
    }

    /// <summary>Who knew a connection that was deleted does not change the one that has its name now.</summary>
    public async Task A_new_connection_of_the_same_name_is_another_one(CancellationToken cancellationToken)
    {
        var old = Connection(Hocmai, "main");
        await AddAsync(old, cancellationToken);
        Expect.True(await Store.TryDeleteAsync(old, Note("deleted"), cancellationToken), "it is there");
        Expect.Null(await Store.FindAsync(Hocmai, _main, cancellationToken), "it is gone");
        var now = Connection(Hocmai, "main");
        await AddAsync(now, cancellationToken);
        Expect.True(!await Store.TryUpdateAsync(old, Note("late"), cancellationToken), "the version is the same, the connection is not");
        Expect.True(!await Store.TryDeleteAsync(old, Note("late"), cancellationToken), "nor is it deleted");
        await Store.RecordTestAsync(old, ConnectionTestOutcome.Timeout, Note("tested"), cancellationToken);
        Expect.Equal(now, await Store.FindAsync(Hocmai, _main, cancellationToken), "nor has it the other's test");
    }

    /// <summary>There is one default at most, and the one that was is as if somebody had changed it.</summary>
    public async Task There_is_one_default_at_most(CancellationToken cancellationToken)
    {
        var (first, second) = (Connection(Hocmai, "a") with { IsDefault = true }, Connection(Hocmai, "b") with { IsDefault = true });
        var foreign = Connection(Icc, "a") with { IsDefault = true };
        await AddAsync(first, cancellationToken);
        await AddAsync(foreign, cancellationToken);
        await AddAsync(second, cancellationToken);
        Expect.Equal(second, await Store.FindAsync(Hocmai, null, cancellationToken), "the later one is the default");
        Expect.True(!await Store.TryUpdateAsync(first, Note("late"), cancellationToken), "the earlier one was changed");
        Expect.True(await Store.TryUpdateAsync(first with { Version = 2, IsDefault = true }, Note("back"), cancellationToken), "and can be made the default again");
        Expect.Equal(new ConnectionName("a"), (await Store.FindAsync(Hocmai, null, cancellationToken))!.Name, "so it is");
        Expect.Equal(foreign, await Store.FindAsync(Icc, null, cancellationToken), "other tenants keep theirs");
        Expect.Equal(1, (await Store.ListAsync(new() { Tenant = Hocmai }, cancellationToken)).Count(c => c.IsDefault), "one");
    }

    private static NamedConnection Connection(TenantId tenant, string name) => new(tenant, new(name), new("postgresql", "data")
    {
        Host = "db.example",
        Port = 5433,
        User = "app",
        Options = new ConnectionSettings("", "").Options.Add("SSL Mode", "Require").Add("Application Name", "Toán; '\""),
    })
    {
        Secret = Sealed("k1", 5),
    };

    private static ProtectedSecret Sealed(string key, int length) => new(key, Enumerable.Range(250, length).Select(i => (byte)i).ToArray());

    private static AuditNote Note(string action) => new("lan", action) { Tenant = Hocmai };

    private async Task AddAsync(NamedConnection connection, CancellationToken cancellationToken) =>
        Expect.True(await Store.TryAddAsync(connection, Note("first"), cancellationToken), "the name is free");

    // In no order, as entries of one instant have none.
    private async Task<IEnumerable<string>> NotesAsync(CancellationToken cancellationToken) =>
        (await Audit.ListAsync(new() { Actor = "lan" }, cancellationToken)).Select(e => e.Note.Action).Order(StringComparer.Ordinal);
}
