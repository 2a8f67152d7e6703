using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Carillon.CommandLine;

/// <summary>A JSON document for a terminal, with the same meaning: what could deceive stands as an escape, letters and emoji as they are.</summary>
internal static partial class SafeJson
{
    /// <summary>The document of a serializer, which escapes control characters and whatever lies outside of Unicode's basic plane.</summary>
    public static string Of(string document) => Places().Replace(document, match =>
        match.Groups["high"] is { Success: true, Value: var high } ? OfPair(match, high, match.Groups["low"].Value)
        : match.Value[0] == '\\' ? match.Value
        : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)match.Value[0]:X4}"));

    private static string OfPair(Match match, string high, string low)
    {
        var rune = new Rune(Unit(high), Unit(low));
        return SafeText.IsHarmful(rune) ? match.Value : rune.ToString();
    }

    private static char Unit(string hex) => (char)ushort.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    // Any other escape is passed over whole, so that an escaped backslash begins none.
    [GeneratedRegex("""\\u(?<high>D[89AB][0-9A-F]{2})\\u(?<low>D[C-F][0-9A-F]{2})|\\.|[\p{Cf}\p{Cc}\p{Zl}\p{Zp}-[\r\n\u200C\u200D]]""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Places();
}
