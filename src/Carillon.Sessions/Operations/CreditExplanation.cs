using NodaTime;

namespace Carillon.Sessions;

/// <summary>Why an instant counts as study or not.</summary>
/// <param name="At">The instant.</param>
/// <param name="Counts">Whether it counts.</param>
/// <param name="Reason">Why.</param>
/// <param name="Evidence">The evidence around it: the latest at or before it, the earliest after it.</param>
public sealed record CreditExplanation(Instant At, bool Counts, CreditReason Reason, IReadOnlyList<Evidence> Evidence);
