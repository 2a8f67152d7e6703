namespace Carillon.Jobs;

/// <summary>What renewing claims found.</summary>
/// <param name="Held">The runs whose lease was extended; the others are lost.</param>
/// <param name="Cancelled">Those of them whose end was asked for, with the reason.</param>
public sealed record QueueRenewal(IReadOnlySet<Guid> Held, IReadOnlyDictionary<Guid, string> Cancelled);
