using NodaTime;

namespace Carillon.Outbox;

/// <summary>The messages of one topic that are held.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Messages">How many.</param>
/// <param name="Oldest">When the oldest of them was written.</param>
public sealed record HeldTopic(string Topic, long Messages, Instant Oldest);
