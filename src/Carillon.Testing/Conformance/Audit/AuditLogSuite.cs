using Carillon.Tenancy;

namespace Carillon.Testing.Conformance.Audit;

/// <summary>What every audit log must keep: what was added is there, whole, in its order, for good.</summary>
public abstract class AuditLogSuite : ConformanceSuite
{
    private static readonly TenantId _hocmai = TenantId.Parse("hocmai");

    /// <summary>The log under test.</summary>
    protected abstract IAuditLog Log { get; }

    /// <summary>Lets some time pass at the log's clock, if it can.</summary>
    protected virtual Task PassAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>An entry comes back as it was noted.</summary>
    public async Task An_entry_comes_back_as_it_was_noted(CancellationToken cancellationToken)
    {
        var whole = new AuditNote("lan", "connection.added") { Tenant = _hocmai, Subject = "main", Before = "{}", After = """{"host":"Toán"}""" };
        var bare = new AuditNote("system", "job.requested");
        await Log.AppendAsync(whole, cancellationToken);
        await PassAsync(cancellationToken);
        await Log.AppendAsync(bare, cancellationToken);
        var listed = await Log.ListAsync(new(), cancellationToken);
        Expect.Equal(new[] { bare, whole }.ToHashSet().SetEquals(listed.Select(e => e.Note)), true, "both are there");
        Expect.True(listed[0].At >= listed[1].At, "the newest comes first");
    }

    /// <summary>Pages meet without a gap and without an overlap, also within one instant.</summary>
    public async Task Pages_meet(CancellationToken cancellationToken)
    {
        for (var i = 0; i < 25; i++)
        {
            await Log.AppendAsync(new("lan", "tenant.changed") { Subject = $"{i}" }, cancellationToken);
            if (i % 3 == 0)
            {
                await PassAsync(cancellationToken);
            }
        }

        var read = new List<AuditEntry>();
        var query = new AuditQuery { Limit = 4 };
        while (await Log.ListAsync(query, cancellationToken) is { Count: > 0 } page)
        {
            Expect.True(page.Count <= 4, "a page is not longer than asked for");
            read.AddRange(page);
            query = query with { After = AuditPosition.Of(page[^1]) };
        }

        Expect.Equal(25, read.Select(e => e.Note.Subject).Distinct().Count(), "every entry comes");
        Expect.Equal(25, read.Count, "and once");
        Expect.Equal(read.OrderByDescending(e => e.At).Select(e => e.At), read.Select(e => e.At), "the newest first");
    }

    /// <summary>Filters say what comes.</summary>
    public async Task Filters_say_what_comes(CancellationToken cancellationToken)
    {
        await Log.AppendAsync(new("lan", "connection.added") { Tenant = _hocmai, Subject = "1" }, cancellationToken);
        await PassAsync(cancellationToken);
        await Log.AppendAsync(new("minh", "connection.tested") { Tenant = TenantId.Parse("icc"), Subject = "2" }, cancellationToken);
        await PassAsync(cancellationToken);
        await Log.AppendAsync(new("lan", "connections") { Subject = "3" }, cancellationToken);

        async Task<string> SubjectsAsync(AuditQuery query) =>
            string.Concat((await Log.ListAsync(query, cancellationToken)).Select(e => e.Note.Subject).Order(StringComparer.Ordinal));

        Expect.Equal("1", await SubjectsAsync(new() { Tenant = _hocmai }), "by tenant");
        Expect.Equal("13", await SubjectsAsync(new() { Actor = "lan" }), "by actor");
        Expect.Equal("12", await SubjectsAsync(new() { Action = "connection" }), "by all under an action, but no other word that begins alike");
        Expect.Equal("2", await SubjectsAsync(new() { Action = "connection.tested" }), "by action");
        Expect.Equal("", await SubjectsAsync(new() { Action = "connection_tested" }), "characters mean themselves");
        var all = (await Log.ListAsync(new(), cancellationToken)).OrderBy(e => e.Note.Subject, StringComparer.Ordinal).ToList();
        if (all[0].At < all[1].At && all[1].At < all[2].At)
        {
            Expect.Equal("2", await SubjectsAsync(new() { From = all[1].At, Until = all[2].At }), "from an instant until before another");
        }
    }

    /// <summary>Hostile texts are kept harmlessly.</summary>
    public async Task Hostile_texts_are_kept(CancellationToken cancellationToken)
    {
        await Log.AppendAsync(new("'; DROP TABLE carillon_audit; --\0\n", "tenant.changed") { Subject = new string('x', 5000) }, cancellationToken);
        var kept = (await Log.ListAsync(new() { Limit = 1 }, cancellationToken))[0].Note;
        Expect.Equal("'; DROP TABLE carillon_audit; --??", kept.Actor, "control characters are replaced");
        Expect.Equal(81, kept.Subject!.Length, "and long texts clipped");
    }
}
