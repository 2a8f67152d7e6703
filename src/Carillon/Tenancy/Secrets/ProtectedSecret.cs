using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Carillon.Tenancy;

/// <summary>A secret as it is stored: encrypted.</summary>
/// <param name="KeyId">The key that opens it, so that the rows of a key can be counted without opening them.</param>
/// <param name="Envelope">What the <see cref="ISecretProtector"/> made of it.</param>
public sealed record ProtectedSecret(
    string KeyId,
    [property: JsonIgnore, DebuggerBrowsable(DebuggerBrowsableState.Never)] ReadOnlyMemory<byte> Envelope)
{
    /// <summary>True when key and envelope are the same, byte by byte.</summary>
    public bool Equals(ProtectedSecret? other) =>
        other is not null && KeyId == other.KeyId && Envelope.Span.SequenceEqual(other.Envelope.Span);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(KeyId, StringComparer.Ordinal);
        hash.AddBytes(Envelope.Span);
        return hash.ToHashCode();
    }

    /// <summary>The key's id; the envelope is not shown.</summary>
    public override string ToString() => $"(secret under key '{Printable.Clip(KeyId)}')";
}
