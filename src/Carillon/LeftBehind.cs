namespace Carillon;

/// <summary>Work that nobody waits for any more.</summary>
internal static class LeftBehind
{
    /// <summary>Keeps a later failure of <paramref name="task"/> from being raised as an unobserved exception.</summary>
    public static void Observe(Task task) =>
        task.ContinueWith(
            static t => _ = t.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
}
