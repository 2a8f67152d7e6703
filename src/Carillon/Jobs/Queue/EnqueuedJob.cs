namespace Carillon.Jobs;

/// <summary>The answer to enqueuing.</summary>
/// <param name="JobId">The run. Under a key it follows from the key, so that it is the same every time.</param>
/// <param name="AlreadyExisted">True when the key was there already with the same arguments; nothing was changed then.</param>
public readonly record struct EnqueuedJob(Guid JobId, bool AlreadyExisted);
