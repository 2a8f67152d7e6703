namespace Carillon.Jobs;

/// <summary>The steps after this one.</summary>
internal delegate ValueTask<RunEnd> RunNext(RunAttempt attempt, CancellationToken cancellationToken);
