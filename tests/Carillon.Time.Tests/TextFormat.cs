using NodaTime;
using NodaTime.Text;

namespace Carillon.Time.Tests;

/// <summary>Local times as the tests write them.</summary>
internal static class TextFormat
{
    private static readonly LocalDateTimePattern Pattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss");

    public static LocalDateTime Parse(string text) => Pattern.Parse(text).Value;

    public static string Format(LocalDateTime local) => Pattern.Format(local);
}
