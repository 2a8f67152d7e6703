namespace Carillon.Jobs;

/// <summary>One of several runs that are enqueued together.</summary>
/// <param name="Args">The arguments; opaque ids only, no personal data.</param>
/// <param name="Options">When and how; null for now, under no key.</param>
public sealed record QueueItem<TArgs>(TArgs Args, EnqueueOptions? Options = null)
    where TArgs : class;
