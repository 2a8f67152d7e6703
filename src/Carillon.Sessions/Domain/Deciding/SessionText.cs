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

    /// <summary>Says what is wrong with the client's id of a session, or null when it is fine.</summary>
    /// <remarks>A <c>#</c> and digits at the end name what the longest session cut off.</remarks>
    public static string? SessionIdProblem(string? text) => Problem(text) ?? (NamesPart(text!) ? "ends in '#' and digits, which names a part of a session" : null);

    /// <summary>Says what is wrong with a text of that name, or null when it is fine.</summary>
    internal static string? Problem(string name, string? text) => Problem(text) is { } problem ? $"{name} {problem}" : null;

    /// <exception cref="ArgumentException">Something is wrong with the text of that name.</exception>
    internal static void Require(string name, string? text) => Refuse(Problem(name, text));

    /// <exception cref="ArgumentException">Something is wrong.</exception>
    internal static void Refuse(string? problem)
    {
        if (problem is not null)
        {
            throw new ArgumentException($"{problem}.");
        }
    }

    private static bool NamesPart(string id) => id.TrimEnd("0123456789").EndsWith('#') && !id.EndsWith('#');

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
