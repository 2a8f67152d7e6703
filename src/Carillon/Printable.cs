using System.Text;

namespace Carillon;

/// <summary>Makes hostile text safe to show in a message: clipped, with control characters replaced.</summary>
public static class Printable
{
    private const int Limit = 80;

    /// <summary>At most 80 characters of <paramref name="text"/>, control characters shown as <c>?</c>.</summary>
    public static string Clip(string? text) => Clip(text, Limit);

    /// <summary>At most <paramref name="limit"/> characters of <paramref name="text"/>, control characters shown as <c>?</c>.</summary>
    public static string Clip(string? text, int limit)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        var clipped = new StringBuilder(Math.Min(text.Length, limit) + 1);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, limit)))
        {
            clipped.Append(char.IsControl(c) || char.IsSurrogate(c) ? '?' : c);
        }

        return text.Length > limit ? clipped.Append('…').ToString() : clipped.ToString();
    }
}
