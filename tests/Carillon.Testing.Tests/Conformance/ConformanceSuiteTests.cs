using Carillon.Testing.Conformance;
using Shouldly;
using Xunit;

namespace Carillon.Testing.Tests.Conformance;

public sealed class ConformanceSuiteTests
{
    public static TheoryData<string> StackCases => [.. ConformanceSuite.CasesOf<StackSuite>()];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(StackCases))]
    public Task A_list_conforms(string name) => new ListSuite().RunAsync(name, Cancel);

    [Fact]
    public void Cases_are_the_public_tasks_that_take_a_token_alone() => new ListSuite().Cases.ShouldBe(
        ["Pop_gives_the_last_pushed", "Pop_of_an_empty_stack_throws", "Push_makes_it_longer"]);

    [Fact]
    public async Task A_broken_implementation_is_told_what_was_expected()
    {
        var suite = new QueueSuite();

        var broken = await Should.ThrowAsync<ConformanceException>(() => suite.RunAsync("Pop_gives_the_last_pushed", Cancel));

        broken.Message.ShouldBe("QueueSuite.Pop_gives_the_last_pushed: the last comes first: expected 2, got 1.");
        suite.CleanedUp.ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_case_is_refused_with_the_known_ones() =>
        (await Should.ThrowAsync<ArgumentException>(() => new ListSuite().RunAsync("Pop", Cancel)))
            .Message.ShouldContain("It has: Pop_gives_the_last_pushed, Pop_of_an_empty_stack_throws");

    [Fact]
    public void An_excluded_case_is_not_listed_and_an_unknown_exclusion_throws()
    {
        new QueueSuite { Without = "Pop_gives_the_last_pushed" }.Cases.ShouldNotContain("Pop_gives_the_last_pushed");
        Should.Throw<InvalidOperationException>(() => new QueueSuite { Without = "Pop" }.Cases).Message.ShouldContain("excludes 'Pop'");
    }

    [Fact]
    public async Task Expectations_name_what_came_instead()
    {
        Should.Throw<ConformanceException>(() => Expect.Equal<int[]>([1, 2], [1], "all come")).Message.ShouldBe("all come: expected [1, 2], got [1].");
        Should.Throw<ConformanceException>(() => Expect.Null("x", "nothing")).Actual.ShouldBe("'x'");
        Should.Throw<ConformanceException>(() => Expect.NotNull<string>(null, "something")).Expected.ShouldBe("a value");
        Should.Throw<ConformanceException>(() => Expect.True(false, "yes")).Actual.ShouldBe("False");
        (await Should.ThrowAsync<ConformanceException>(() => Expect.ThrowsAsync<ArgumentException>(() => Task.CompletedTask, "throws")))
            .Actual.ShouldBe("no exception");
        (await Should.ThrowAsync<ConformanceException>(() => Expect.ThrowsAsync<ArgumentException>(() => throw new NotSupportedException("no"), "throws")))
            .Actual.ShouldBe("NotSupportedException: no");
    }

    public abstract class StackSuite : ConformanceSuite
    {
        public int CleanedUp { get; private set; }

        public Task Push_makes_it_longer(CancellationToken cancellationToken)
        {
            Push(1);
            Expect.Equal(1, Count, "one is in it");
            return Task.CompletedTask;
        }

        public Task Pop_gives_the_last_pushed(CancellationToken cancellationToken)
        {
            Push(1);
            Push(2);
            Expect.Equal(2, Pop(), "the last comes first");
            return Task.CompletedTask;
        }

        public Task Pop_of_an_empty_stack_throws(CancellationToken cancellationToken) =>
            Expect.ThrowsAsync<InvalidOperationException>(() => Task.FromResult(Pop()), "there is none");

        public Task Helper_with_arguments(int some, CancellationToken cancellationToken) => Task.CompletedTask;

        protected abstract int Count { get; }

        protected abstract void Push(int item);

        protected abstract int Pop();

        protected override Task CleanUpAsync(CancellationToken cancellationToken)
        {
            CleanedUp++;
            return Task.CompletedTask;
        }
    }

    private sealed class ListSuite : StackSuite
    {
        private readonly Stack<int> _items = new();

        protected override int Count => _items.Count;

        protected override void Push(int item) => _items.Push(item);

        protected override int Pop() => _items.Pop();
    }

    private sealed class QueueSuite : StackSuite
    {
        private readonly Queue<int> _items = new();

        public string? Without { get; init; }

        public override IReadOnlyDictionary<string, string> Excluded =>
            Without is null ? base.Excluded : new Dictionary<string, string> { [Without] = "a queue is no stack" };

        protected override int Count => _items.Count;

        protected override void Push(int item) => _items.Enqueue(item);

        protected override int Pop() => _items.Dequeue();
    }
}
