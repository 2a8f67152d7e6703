namespace Carillon.Jobs;

/// <summary>The answer to a request for a run.</summary>
/// <param name="RunId">The run; it exists unless another run was live.</param>
/// <param name="Insertion">What became of the request.</param>
public sealed record RunReceipt(Guid RunId, RunInsertion Insertion);
