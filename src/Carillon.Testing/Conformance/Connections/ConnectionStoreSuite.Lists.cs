using Carillon.Tenancy;

namespace Carillon.Testing.Conformance.Connections;

public abstract partial class ConnectionStoreSuite
{
    /// <summary>Pages meet without a gap and without an overlap, over the tenants or within one.</summary>
    public async Task Pages_meet(CancellationToken cancellationToken)
    {
        var names = new[] { "a", "a-1", "a_1", "b", "b10", "b9", "z" };
        foreach (var name in names)
        {
            await AddAsync(Connection(Icc, name), cancellationToken);
            await AddAsync(Connection(Hocmai, name), cancellationToken);
        }

        var expected = names.Order(StringComparer.Ordinal).ToList();
        var all = await ReadAsync(new() { Limit = 3 }, cancellationToken);
        Expect.Equal(expected.Select(n => $"hocmai/{n}").Concat(expected.Select(n => $"icc/{n}")), all, "all tenants, by tenant and name");
        Expect.Equal(expected.Select(n => $"icc/{n}"), await ReadAsync(new() { Tenant = Icc, Limit = 3 }, cancellationToken), "one tenant, by name");
    }

    /// <summary>Secrets under other keys are found, also while they are moved, and counted by key.</summary>
    public async Task Secrets_are_found_and_counted_by_key(CancellationToken cancellationToken)
    {
        foreach (var (name, key) in new[] { ("a", "k1"), ("b", "k2"), ("c", "k1"), ("d", "k3") })
        {
            await AddAsync(Connection(Hocmai, name) with { Secret = Sealed(key, 4) }, cancellationToken);
        }

        await AddAsync(new(Icc, new("bare"), new("sqlite", "/x")), cancellationToken);
        var query = new ConnectionQuery { NotUnderKey = "k2", Limit = 1 };
        var moved = new List<string>();
        while (await Store.ListAsync(query, cancellationToken) is [var found])
        {
            Expect.True(await Store.TryUpdateAsync(found with { Secret = Sealed("k2", 4) }, Note("moved"), cancellationToken), "it moves");
            moved.Add(found.Name.Value);
            query = query with { After = (found.Tenant, found.Name) };
        }

        Expect.Equal(["a", "c", "d"], moved, "those under other keys, once each; none without a secret");
        var counts = await Store.CountByKeyAsync(cancellationToken);
        Expect.Equal([new("k2", 4L)], counts.ToArray(), "all are under one key now");
    }

    /// <summary>A test is kept with the connection that it was made with, and noted whatever became of it.</summary>
    public async Task A_test_is_kept_with_the_connection_that_was_tested(CancellationToken cancellationToken)
    {
        var known = Connection(Hocmai, "main");
        await AddAsync(known, cancellationToken);
        await Store.RecordTestAsync(known, ConnectionTestOutcome.AuthenticationFailed, Note("tested"), cancellationToken);
        var tested = Expect.NotNull(await Store.FindAsync(Hocmai, _main, cancellationToken), "it is there");
        Expect.Equal(ConnectionTestOutcome.AuthenticationFailed, tested.LastTest!.Outcome, "the outcome is kept");
        Expect.Equal(known with { LastTest = tested.LastTest }, tested, "nothing else is changed, its version neither");
        Expect.True(await Store.TryUpdateAsync(tested with { Generation = 2, LastTest = null }, Note("changed"), cancellationToken), "it is changed");
        await Store.RecordTestAsync(known, ConnectionTestOutcome.Ok, Note("tested"), cancellationToken);
        Expect.Null((await Store.FindAsync(Hocmai, _main, cancellationToken))!.LastTest, "a test of what it was says nothing of what it is");
        Expect.Equal(["changed", "first", "tested", "tested"], await NotesAsync(cancellationToken), "both tests are noted");
    }

    /// <summary>Of any number of changes to one version at the same time, one is made.</summary>
    public async Task Of_changes_at_the_same_time_one_is_made(CancellationToken cancellationToken)
    {
        var known = Connection(Hocmai, "main");
        await AddAsync(known, cancellationToken);
        var won = await Task.WhenAll(Enumerable.Range(0, Races).Select(i => Task.Run(
            async () => await Store.TryUpdateAsync(known with { Settings = known.Settings with { Host = $"host{i}" } }, Note("won"), cancellationToken),
            cancellationToken)));
        Expect.Equal(1, won.Count(w => w), "one is made");
        Expect.Equal(2L, (await Store.FindAsync(Hocmai, _main, cancellationToken))!.Version, "and the version rose by one");
        Expect.Equal(["first", "won"], await NotesAsync(cancellationToken), "and one is noted");
    }

    /// <summary>Whoever makes his connection the default at the same time: there is one, and nobody fails.</summary>
    public async Task Defaults_at_the_same_time_leave_one(CancellationToken cancellationToken)
    {
        var added = await Task.WhenAll(Enumerable.Range(0, Races).Select(i => Task.Run(
            async () => await Store.TryAddAsync(Connection(Hocmai, $"c{i}") with { IsDefault = true }, Note("first"), cancellationToken), cancellationToken)));
        Expect.True(added.All(a => a), "all are added");
        Expect.Equal(1, (await Store.ListAsync(new() { Tenant = Hocmai }, cancellationToken)).Count(c => c.IsDefault), "one is the default");
    }

    private async Task<List<string>> ReadAsync(ConnectionQuery query, CancellationToken cancellationToken)
    {
        var read = new List<string>();
        while (await Store.ListAsync(query, cancellationToken) is { Count: > 0 } page)
        {
            read.AddRange(page.Select(c => $"{c.Tenant}/{c.Name}"));
            query = query with { After = (page[^1].Tenant, page[^1].Name) };
        }

        return read;
    }
}
