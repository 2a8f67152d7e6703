using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Carillon.Tenancy;

/// <summary>A password, token or key. Nothing shows it: not <see cref="ToString"/>, not JSON, not a debugger, not a log; only <see cref="Reveal"/>.</summary>
[JsonConverter(typeof(SecretJsonConverter))]
[DebuggerDisplay(Hidden)]
public sealed class Secret
{
    /// <summary>The greatest number of characters.</summary>
    public const int MaximumLength = 4096;

    /// <summary>What is shown instead.</summary>
    public const string Hidden = "(secret hidden)";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Takes a secret.</summary>
    /// <exception cref="ArgumentException">It is empty, longer than <see cref="MaximumLength"/> characters, or holds what no text can: a NUL or half a surrogate pair.</exception>
    public Secret(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value.Length is 0 or > MaximumLength || value.Contains('\0', StringComparison.Ordinal) || !IsText(value)
            ? throw new ArgumentException($"A secret has 1 to {MaximumLength} characters of text, this one has {value.Length} (it is not shown).", nameof(value))
            : value;
    }

    /// <summary>The secret itself. Hand it to a driver and nowhere else.</summary>
    public string Reveal() => _value;

    /// <summary>The text with every occurrence of the secret hidden. What a server answers may repeat what it was sent.</summary>
    public string RemoveFrom(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace(_value, Hidden, StringComparison.Ordinal);
    }

    /// <summary>True when the secret occurs in the text.</summary>
    public bool OccursIn(string? text) => text is not null && text.Contains(_value, StringComparison.Ordinal);

    /// <summary><see cref="Hidden"/>.</summary>
    public override string ToString() => Hidden;

    private static bool IsText(string value)
    {
        for (var rest = value.AsSpan(); rest.Length > 0;)
        {
            if (System.Text.Rune.DecodeFromUtf16(rest, out _, out var taken) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            rest = rest[taken..];
        }

        return true;
    }
}
