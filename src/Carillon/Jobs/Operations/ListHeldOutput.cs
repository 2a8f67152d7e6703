using Carillon.Outbox;

namespace Carillon.Jobs;

/// <summary>The output of <c>outbox.held</c>.</summary>
/// <param name="Topics">The messages that are held, by topic.</param>
public sealed record ListHeldOutput(IReadOnlyList<HeldTopic> Topics);
