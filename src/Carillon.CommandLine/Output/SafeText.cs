using System.Globalization;
using System.Text;

namespace Carillon.CommandLine;

/// <summary>Text for a terminal: what could move the cursor, change colours or reorder the line is shown as <c>?</c>.</summary>
internal static class SafeText
{
    /// <summary>One line of harmless text.</summary>
    public static string Line(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\t')
            {
                safe.Append(' ');
            }
            else if (IsHarmful(rune))
            {
                safe.Append('?');
            }
            else
            {
                safe.Append(rune.ToString());
            }
        }

        return safe.ToString();
    }

    /// <summary>Several lines of harmless text.</summary>
    public static string Lines(string text) => string.Join(Environment.NewLine, text.ReplaceLineEndings("\n").Split('\n').Select(Line));

    // The joiners U+200C and U+200D belong to scripts and emoji; all other format characters only deceive.
    internal static bool IsHarmful(Rune rune) => rune.Value is not (0x200C or 0x200D) && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
