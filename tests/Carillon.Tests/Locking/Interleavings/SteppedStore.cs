using Carillon.Locking;
using NodaTime;

namespace Carillon.Tests.Locking.Interleavings;

/// <summary>One host's way to the store: requests arrive, and answers come back, only when they are told to.</summary>
internal sealed class SteppedStore(ILeaseStore server) : ILeaseStore
{
    private readonly List<Request> _requests = [];

    public LeaseCapabilities Capabilities => server.Capabilities;

    /// <summary>Requests that are on their way, or whose answer is.</summary>
    public IReadOnlyList<Request> Requests => _requests;

    /// <summary>True once a request or an answer was lost, or a caller did not wait for it.</summary>
    public bool HasFailed { get; private set; }

    public async ValueTask<Fence?> TryTakeAsync(LockKey key, string owner, Duration length, CancellationToken cancellationToken) =>
        (Fence?)await SendAsync(async () => await server.TryTakeAsync(key, owner, length, CancellationToken.None), cancellationToken);

    public async ValueTask<IReadOnlySet<string>> RenewAsync(IReadOnlyCollection<LeaseClaim> claims, CancellationToken cancellationToken) =>
        (IReadOnlySet<string>)(await SendAsync(async () => await server.RenewAsync(claims, CancellationToken.None), cancellationToken))!;

    public async ValueTask ReleaseAsync(LockKey key, string owner, CancellationToken cancellationToken) => await SendAsync(
        async () =>
        {
            await server.ReleaseAsync(key, owner, CancellationToken.None);
            return null;
        },
        cancellationToken);

    /// <summary>The next thing that can happen to a request happens: it arrives, or its answer does.</summary>
    public async Task StepAsync(Request request)
    {
        if (!request.HasArrived)
        {
            await request.ArriveAsync();
            return;
        }

        _requests.Remove(request);
        request.Answer.TrySetResult(request.Result);
    }

    /// <summary>The request is lost on its way, or its answer is.</summary>
    public void Lose(Request request)
    {
        HasFailed = true;
        _requests.Remove(request);
        request.Answer.TrySetException(new IOException("The connection was cut."));
    }

    private async Task<object?> SendAsync(Func<Task<object?>> serve, CancellationToken cancellationToken)
    {
        var request = new Request(serve);
        _requests.Add(request);

        // Who does not wait any longer gets no answer, but the request still arrives: it is on its way.
        using var left = cancellationToken.Register(() => HasFailed |= request.Answer.TrySetCanceled(cancellationToken));
        return await request.Answer.Task.ConfigureAwait(false);
    }

    internal sealed class Request(Func<Task<object?>> serve)
    {
        // Continuations run where the answer is given, so that one step is one step.
        public TaskCompletionSource<object?> Answer { get; } = new();

        public bool HasArrived { get; private set; }

        public object? Result { get; private set; }

        public async Task ArriveAsync()
        {
            HasArrived = true;
            Result = await serve();
        }
    }
}
