namespace Carillon.Operations;

/// <summary>The input of <c>control.restored</c>.</summary>
public sealed record RestoredControlInput;
