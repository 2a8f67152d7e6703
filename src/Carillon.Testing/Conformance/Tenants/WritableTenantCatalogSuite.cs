using Carillon.Tenancy;

namespace Carillon.Testing.Conformance.Tenants;

/// <summary>What a catalogue that is written must keep besides: no update is lost, and the feed misses no change of several writers.</summary>
public abstract class WritableTenantCatalogSuite : TenantCatalogSuite
{
    private const string Actor = "lan";
    private const int Writers = 8;

    /// <summary>Changes the catalogue under test.</summary>
    protected abstract ITenantCatalogWriter Writer { get; }

    /// <inheritdoc />
    protected override async Task PutAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        if (await Writer.TryAddAsync(tenant with { Version = 1 }, Actor, cancellationToken))
        {
            return;
        }

        var known = Expect.NotNull(await Catalog.FindAsync(tenant.Id, cancellationToken), "an id that is taken is found");
        Expect.True(await Writer.TryUpdateAsync(tenant with { Version = known.Version }, Actor, cancellationToken), "the newest version is updated");
    }

    /// <summary>An update of a version that is no longer the newest is refused and changes nothing; so is one of an unknown tenant.</summary>
    public async Task A_lost_update_is_refused(CancellationToken cancellationToken)
    {
        var first = new Tenant(TenantId.Parse("hocmai"), "1", "UTC");
        Expect.True(!await Writer.TryUpdateAsync(first, Actor, cancellationToken), "what is not there is not updated");
        Expect.True(await Writer.TryAddAsync(first, Actor, cancellationToken), "an id that is free is taken");
        Expect.True(!await Writer.TryAddAsync(first with { Name = "x" }, Actor, cancellationToken), "and is taken once");
        Expect.True(await Writer.TryUpdateAsync(first with { Name = "2" }, Actor, cancellationToken), "the newest version is updated");
        Expect.True(!await Writer.TryUpdateAsync(first with { Name = "3" }, Actor, cancellationToken), "an older one is not");
        var now = Expect.NotNull(await Catalog.FindAsync(first.Id, cancellationToken), "it is there");
        Expect.Equal(("2", 2L), (now.Name, now.Version), "as the one that came first left it");
        Expect.True(!await Writer.TryUpdateAsync(first with { Version = 9 }, Actor, cancellationToken), "nor is one that is yet to come");
    }

    /// <summary>Of several who change one version, exactly one does; what it wrote stays.</summary>
    public async Task Of_several_writers_one_wins_each_version(CancellationToken cancellationToken)
    {
        var id = TenantId.Parse("hocmai");
        await PutAsync(new(id, "0", "UTC"), cancellationToken);
        for (var version = 1L; version <= 10; version++)
        {
            var known = Expect.NotNull(await Catalog.FindAsync(id, cancellationToken), "it is there");
            Expect.Equal(version, known.Version, "each round raises the version once");
            var won = await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Task.Run(
                async () => await Writer.TryUpdateAsync(known with { Name = $"{version}-{i}" }, Actor, cancellationToken) ? i : -1, cancellationToken)));
            Expect.Equal(1, won.Count(i => i >= 0), "one wins");
            Expect.Equal($"{version}-{won.Max()}", (await Catalog.FindAsync(id, cancellationToken))?.Name, "and what it wrote is there");
        }
    }

    /// <summary>Of several who add one id, exactly one does.</summary>
    public async Task Of_several_who_add_one_wins(CancellationToken cancellationToken)
    {
        var won = await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Task.Run(
            async () => await Writer.TryAddAsync(new(TenantId.Parse("icc"), $"{i}", "UTC"), Actor, cancellationToken) ? i : -1, cancellationToken)));
        Expect.Equal(1, won.Count(i => i >= 0), "one wins");
        Expect.Equal($"{won.Max()}", (await Catalog.FindAsync(TenantId.Parse("icc"), cancellationToken))?.Name, "and what it wrote is there");
    }

    /// <summary>A reader of the feed that follows several writers ends with what the catalogue holds, having missed no tenant's last change.</summary>
    public async Task A_reader_of_the_feed_misses_no_change_of_several_writers(CancellationToken cancellationToken)
    {
        var known = new Dictionary<TenantId, Tenant?>();
        var position = default(CatalogPosition);
        async Task FollowAsync()
        {
            var page = await Feed.ReadAsync(position, cancellationToken);
            Expect.True(page.Position >= position, "positions rise");
            position = page.Position;
            foreach (var change in page.Changes)
            {
                Expect.True((change.Tenant?.Version ?? 0) >= (known.GetValueOrDefault(change.Id)?.Version ?? 0), "no older state comes after a newer one");
                known[change.Id] = change.Tenant;
            }
        }

        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(seed => Task.Run(() => ChangeAtRandomAsync(new Random(seed), cancellationToken), cancellationToken)));
        while (!writing.IsCompleted)
        {
            await FollowAsync();
        }

        await writing;
        await FollowAsync();
        var held = await Catalog.ListAsync(new() { Statuses = Enum.GetValues<TenantStatus>() }, cancellationToken).ToListAsync(cancellationToken);
        Expect.Equal<IEnumerable<Tenant?>>(held, known.Values.OrderBy(t => t!.Id), "what was followed is what is there");
    }

    private async Task ChangeAtRandomAsync(Random random, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 25; i++)
        {
            var id = TenantId.Parse($"t{random.Next(6)}");
            var known = await Catalog.FindAsync(id, cancellationToken);
            _ = known is null
                ? await Writer.TryAddAsync(new(id, "new", "UTC"), Actor, cancellationToken)
                : await Writer.TryUpdateAsync(known with { Status = (TenantStatus)random.Next(3) }, Actor, cancellationToken);
        }
    }
}
