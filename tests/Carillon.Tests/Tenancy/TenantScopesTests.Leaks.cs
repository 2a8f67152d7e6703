using Carillon.Tenancy;
using Carillon.Testing.Clocks;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy;

public sealed partial class TenantScopesTests
{
    [Fact]
    public async Task Work_started_inside_sees_its_tenant()
    {
        var seen = await Scopes.RunAsync(Tenants.Hocmai, async (_, ct) => await Task.Run(Read, ct), Token);
        seen.ShouldBe("hocmai");
    }

    [Fact]
    public async Task Parallel_scopes_see_only_their_own_tenant()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), Token, async (i, ct) =>
        {
            var own = i % 2 == 0 ? Tenants.Hocmai : Tenants.Icc;
            await Scopes.RunAsync(
                own,
                async (_, inner) =>
                {
                    Read().ShouldBe(own.Value);
                    await Task.Yield();
                    await Parallel.ForEachAsync(Enumerable.Range(0, 3), inner, async (_, _) =>
                    {
                        await Task.Yield();
                        Read().ShouldBe(own.Value);
                    });
                },
                ct);
            Read().ShouldBe("none");
        });
    }

    [Fact]
    public async Task Twin_a_tenant_that_all_tasks_share_is_another_ones_in_parallel_scopes()
    {
        // Two pieces of work meet inside their scopes: with one place for the tenant, the first sees the second's.
        string? shared = null;
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        var seen = await Task.WhenAll(
            Task.Run(async () =>
            {
                shared = "hocmai";
                first.SetResult();
                await second.Task;
                return shared;
            }, Token),
            Task.Run(async () =>
            {
                await first.Task;
                shared = "icc";
                second.SetResult();
                return shared;
            }, Token));
        seen.ShouldBe(["icc", "icc"]);
    }

    [Fact]
    public async Task A_detached_task_that_outlives_its_scope_sees_no_tenant()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var detached = await Scopes.RunAsync(Tenants.Hocmai, (_, _) => ValueTask.FromResult(new[] { ReadAfterAsync(ended.Task, Read) }), Token);
        ended.SetResult();
        (await detached[0]).ShouldBe("none");
    }

    [Fact]
    public async Task Twin_without_a_closed_scope_a_detached_task_keeps_the_tenant()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<string> detached;
        using (_naive.Use("hocmai"))
        {
            detached = ReadAfterAsync(ended.Task, _naive.Read);
        }

        ended.SetResult();
        (await detached).ShouldBe("hocmai");
    }

    [Fact]
    public async Task A_timer_that_outlives_its_scope_sees_no_tenant()
    {
        var clock = new ManualTimeProvider();
        var seen = new List<string>();
        await Scopes.RunAsync(
            Tenants.Hocmai,
            (_, _) =>
            {
                clock.CreateTimer(_ => seen.Add(Read()), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
                clock.Advance(Duration.FromSeconds(1));
                return ValueTask.CompletedTask;
            },
            Token);
        await Scopes.RunAsync(
            Tenants.Icc,
            (_, _) =>
            {
                clock.Advance(Duration.FromSeconds(1));
                return ValueTask.CompletedTask;
            },
            Token);
        seen.ShouldBe(["hocmai", "none"]);
    }

    [Fact]
    public void Twin_without_a_closed_scope_a_timer_keeps_the_tenant()
    {
        var clock = new ManualTimeProvider();
        var seen = new List<string>();
        using (_naive.Use("hocmai"))
        {
            clock.CreateTimer(_ => seen.Add(_naive.Read()), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        }

        using (_naive.Use("icc"))
        {
            clock.Advance(Duration.FromSeconds(1));
        }

        seen.ShouldBe(["hocmai"]);
    }

    [Fact]
    public async Task An_async_sequence_cannot_leave_its_scope()
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(
            () => Scopes.RunAsync(Tenants.Icc, (_, _) => ValueTask.FromResult(SequenceAsync(Read)), Token).AsTask());
        error.Message.ShouldContain("async sequence");
    }

    [Fact]
    public async Task Inside_its_scope_an_async_sequence_sees_its_tenant()
    {
        var seen = await Scopes.RunAsync(Tenants.Icc, async (_, ct) => await SequenceAsync(Read).ToListAsync(ct), Token);
        seen.ShouldBe(["icc", "icc"]);
    }

    [Fact]
    public async Task Twin_an_async_sequence_that_leaves_its_scope_sees_the_readers_tenant()
    {
        IAsyncEnumerable<string> sequence;
        using (_naive.Use("icc"))
        {
            sequence = SequenceAsync(_naive.Read);
        }

        using (_naive.Use("hocmai"))
        {
            (await sequence.ToListAsync(Token)).ShouldBe(["hocmai", "hocmai"]);
        }
    }

    [Fact]
    public async Task Scopes_that_end_out_of_order_leave_no_tenant()
    {
        var outerEnded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var inner = await Scopes.RunAsync(
            Tenants.Hocmai,
            (_, ct) => ValueTask.FromResult(new[] { OutliveAsync(outerEnded.Task, ct) }),
            Token);
        outerEnded.SetResult();
        (await inner[0]).ShouldBe(("icc", "none"));
        Read().ShouldBe("none");
    }

    [Fact]
    public void Twin_scopes_that_end_out_of_order_leave_a_tenant_behind()
    {
        var outer = _naive.Use("hocmai");
        var inner = _naive.Use("icc");
        outer.Dispose();
        inner.Dispose();
        _naive.Read().ShouldBe("hocmai");
    }

    // A scope of its own inside a detached task: it sees its own tenant, and after it none, although it began inside another.
    private async Task<(string Inside, string After)> OutliveAsync(Task outerEnded, CancellationToken cancellationToken)
    {
        var inside = await Scopes.RunAsync(Tenants.Icc, async (_, _) => await ReadAfterAsync(outerEnded, Read), cancellationToken);
        return (inside, Read());
    }

    private static async Task<string> ReadAfterAsync(Task ended, Func<string> read)
    {
        await ended;
        return read();
    }

    private static async IAsyncEnumerable<string> SequenceAsync(Func<string> read)
    {
        yield return read();
        await Task.Yield();
        yield return read();
    }
}
