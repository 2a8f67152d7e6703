using System.Runtime.CompilerServices;

namespace Carillon.Sessions;

/// <summary>What the ids and keys that clients choose may look like.</summary>
public static class SessionText
{
    /// <summary>The longest id or key, in characters.</summary>
    public const int MaxLength = 200;

    /// <summary>Says what is wrong with an id or key, or null when it is fine.</summary>
    public static string? Problem(string? text) => text switch
    {
        null => "is missing",
        _ when string.IsNullOrWhiteSpace(text) => "is empty",
        { Length: > MaxLength } => $"has {text.Length} characters, more than {MaxLength}",
        _ when text.Any(char.IsControl) => "has control characters",
        _ when !IsWellFormed(text) => "has half a surrogate pair",
        _ => null,
    };

    internal static void Require(string? text, [CallerArgumentExpression(nameof(text))] string? name = null)
    {
        if (Problem(text) is { } problem)
        {
            throw new ArgumentException($"{name} {problem}.", name);
        }
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
