namespace Carillon.Jobs;

/// <summary>The input of <c>outbox.held</c>: nothing.</summary>
public sealed record ListHeldInput;
