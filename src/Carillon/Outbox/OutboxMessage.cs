using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Outbox;

/// <summary>A side effect that was decided in a transaction and is carried out after it, at least once.</summary>
/// <param name="Key">Deterministic: the same decision always has the same key (aggregate, version, effect, recipient).</param>
/// <param name="Topic">Names the handler, e.g. <c>sessions.session-ended</c>.</param>
/// <param name="Payload">What the handler needs, as JSON; opaque ids only, no personal data.</param>
public sealed record OutboxMessage(string Key, string Topic, string Payload)
{
    /// <summary>The version of the payload's shape.</summary>
    /// <value>Default: 1.</value>
    public int Version { get; init; } = 1;

    /// <summary>The opaque id of whom the message is about, so that it can be erased with them; null when it is about nobody.</summary>
    public string? Subject { get; init; }

    /// <summary>After this instant the message is dropped and counted instead of sent; null means never.</summary>
    public Instant? ValidUntil { get; init; }
}
