namespace Carillon.Operations;

/// <summary>The output of <c>control.restored</c>.</summary>
/// <param name="Epoch">The new epoch of fences.</param>
public sealed record RestoredControlOutput(int Epoch);
