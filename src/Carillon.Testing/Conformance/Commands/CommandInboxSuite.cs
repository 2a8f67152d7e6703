using Carillon.Tenancy;

namespace Carillon.Testing.Conformance.Commands;

/// <summary>What every command inbox must keep: a command is carried out once, whoever retries it and when.</summary>
public abstract class CommandInboxSuite : ConformanceSuite
{
    private static readonly string _hash = CommandPayload.Hash("start", "session-1");

    /// <summary>The inbox under test.</summary>
    protected abstract ICommandInbox Inbox { get; }

    /// <summary>How many retries race each other.</summary>
    /// <value>Default: 8.</value>
    protected virtual int Retries => 8;

    /// <summary>Opens a transaction for writing on the database of one of two tenants.</summary>
    protected abstract ValueTask<TenantTransaction> BeginAsync(bool otherTenant, CancellationToken cancellationToken);

    /// <summary>A new command is carried out; its retry gets the response.</summary>
    public async Task A_retry_gets_the_response(CancellationToken cancellationToken)
    {
        Expect.Equal("done 1", await CarryOutAsync("c", () => "done 1", cancellationToken), "the first is carried out");
        Expect.Equal("done 1", await CarryOutAsync("c", () => "done 2", cancellationToken), "the retry is not");
        Expect.Equal("done 3", await CarryOutAsync("d", () => "done 3", cancellationToken), "another id is another command");
    }

    /// <summary>The same id with another payload is refused, before and after the response is there.</summary>
    public async Task Another_payload_is_refused(CancellationToken cancellationToken)
    {
        var other = CommandPayload.Hash("start", "session-2");
        await CarryOutAsync("c", () => "done", cancellationToken);
        await using var transaction = await BeginAsync(false, cancellationToken);
        var error = await Expect.ThrowsAsync<CommandConflictException>(() => Inbox.FindAsync(transaction, "c", other, cancellationToken).AsTask(), "finding");
        Expect.Equal("c", error.CommandId, "the error names the id");
        await Expect.ThrowsAsync<CommandConflictException>(() => Inbox.RecordAsync(transaction, "c", other, "x", cancellationToken).AsTask(), "recording");
        await Expect.ThrowsAsync<CommandConflictException>(() => Inbox.RecordAsync(transaction, "c", _hash, "x", cancellationToken).AsTask(), "recording again");
    }

    /// <summary>A command whose transaction rolled back was never there.</summary>
    public async Task A_rolled_back_command_is_new(CancellationToken cancellationToken)
    {
        await using (var transaction = await BeginAsync(false, cancellationToken))
        {
            Expect.Null(await Inbox.FindAsync(transaction, "c", _hash, cancellationToken), "it is new");
            Expect.Null(await Inbox.FindAsync(transaction, "c", _hash, cancellationToken), "and stays so for its own transaction");
            await Inbox.RecordAsync(transaction, "c", _hash, "lost", cancellationToken);
        }

        Expect.Equal("kept", await CarryOutAsync("c", () => "kept", cancellationToken), "it is carried out by the retry");
    }

    /// <summary>Tenants have ids of their own.</summary>
    public async Task Tenants_do_not_share_ids(CancellationToken cancellationToken)
    {
        await CarryOutAsync("c", () => "done", cancellationToken);
        await using var transaction = await BeginAsync(true, cancellationToken);
        Expect.Null(await Inbox.FindAsync(transaction, "c", CommandPayload.Hash("other"), cancellationToken), "the other tenant's is new");
    }

    /// <summary>A command that was committed without a response is done all the same.</summary>
    public async Task A_command_without_a_response_is_done(CancellationToken cancellationToken)
    {
        await using (var transaction = await BeginAsync(false, cancellationToken))
        {
            await Inbox.FindAsync(transaction, "c", _hash, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        Expect.Equal("", await CarryOutAsync("c", () => "again", cancellationToken), "it is not carried out again");
    }

    /// <summary>A retry that comes while the first is under way waits for it, and gets its response or its turn.</summary>
    public async Task A_retry_waits_for_the_first(CancellationToken cancellationToken)
    {
        foreach (var commits in new[] { false, true })
        {
            var id = $"c-{commits}";
            Task<string> retry;
            await using (var first = await BeginAsync(false, cancellationToken))
            {
                Expect.Null(await Inbox.FindAsync(first, id, _hash, cancellationToken), "the first is new");
                retry = Task.Run(() => CarryOutAsync(id, () => "retry", cancellationToken), cancellationToken);
                await Inbox.RecordAsync(first, id, _hash, "first", cancellationToken);
                Expect.True(!retry.IsCompleted, "the retry waits");
                if (commits)
                {
                    await first.CommitAsync(cancellationToken);
                }
            }

            Expect.Equal(commits ? "first" : "retry", await retry, "one of them carried it out");
        }
    }

    /// <summary>Any number of retries at once carry the command out once.</summary>
    public async Task Retries_at_the_same_time_carry_it_out_once(CancellationToken cancellationToken)
    {
        var carriedOut = 0;
        var responses = await Task.WhenAll(Enumerable.Range(0, Retries).Select(i => Task.Run(
            () => CarryOutAsync("c", () => $"done {Interlocked.Increment(ref carriedOut)}", cancellationToken),
            cancellationToken)));
        Expect.Equal(1, carriedOut, "it is carried out once");
        Expect.Equal<IEnumerable<string>>(Enumerable.Repeat("done 1", Retries), responses, "all get its response");
    }

    /// <summary>An id that cannot be stored is refused by name.</summary>
    public async Task Hostile_ids_are_refused(CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(false, cancellationToken);
        foreach (var id in new[] { "", new string('x', 201), "a\0b", "a\nb" })
        {
            await Expect.ThrowsAsync<ArgumentException>(() => Inbox.FindAsync(transaction, id, _hash, cancellationToken).AsTask(), "a hostile id");
        }
    }

    private async Task<string> CarryOutAsync(string id, Func<string> effect, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(false, cancellationToken);
        if (await Inbox.FindAsync(transaction, id, _hash, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        var response = effect();
        await Inbox.RecordAsync(transaction, id, _hash, response, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return response;
    }
}
