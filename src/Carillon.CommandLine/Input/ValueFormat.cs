using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Carillon.Operations;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.CommandLine;

/// <summary>How the text of one option becomes a value.</summary>
/// <param name="HelpName">What help shows for the value.</param>
/// <param name="Expected">Ends the sentence "'…' is not …".</param>
/// <param name="Read">The value, or null when the text is not one.</param>
internal sealed record ValueFormat(string HelpName, string Expected, Func<string, object?> Read)
{
    private static readonly FrozenDictionary<Type, ValueFormat> Known = new Dictionary<Type, ValueFormat>
    {
        [typeof(string)] = new("text", "text", text => text),
        [typeof(bool)] = new("true|false", "true or false", text => bool.TryParse(text, out var value) ? value : null),
        [typeof(int)] = new("number", $"a whole number from {int.MinValue} to {int.MaxValue}", text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null),
        [typeof(long)] = new("number", $"a whole number from {long.MinValue} to {long.MaxValue}", text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null),
        [typeof(Guid)] = new("guid", "a GUID", text => Guid.TryParse(text, out var value) ? value : null),
        [typeof(Instant)] = Shared<Instant>("instant", "an instant in UTC such as 2025-01-31T08:00:00Z"),
        [typeof(Duration)] = Shared<Duration>("duration", "an ISO 8601 duration such as PT10M"),
        [typeof(LocalDate)] = Shared<LocalDate>("date", "a date such as 2025-01-31"),
        [typeof(LocalTime)] = Shared<LocalTime>("time", "a time of day such as 08:30:00"),
        [typeof(LocalDateTime)] = Shared<LocalDateTime>("date-time", "a local date and time such as 2025-01-31T08:30:00"),
        [typeof(TenantId)] = Shared<TenantId>("tenant", $"a tenant id: 1 to {TenantId.MaximumLength} characters of a-z, 0-9, '_' and '-', beginning with a letter or digit"),
        [typeof(Secret)] = new("stdin|env:NAME|file:PATH", "stdin, env:NAME or file:PATH", SecretSource.Read) { HidesText = true },
        [typeof(FileInfo)] = new("file", "a file path", text => PathOrNull(text, path => new FileInfo(path))),
        [typeof(DirectoryInfo)] = new("folder", "a folder path", text => PathOrNull(text, path => new DirectoryInfo(path))),
    }.ToFrozenDictionary();

    /// <summary>True when a text that is not understood may be a secret in the wrong place: it is not shown.</summary>
    public bool HidesText { get; private init; }

    /// <summary>The format of a type, or null when options cannot have that type.</summary>
    public static ValueFormat? For(Type type) => type.IsEnum ? ForEnum(type) : Known.GetValueOrDefault(type);

    private static ValueFormat Shared<T>(string helpName, string expected)
        where T : struct =>
        new(helpName, expected, text => ReadAsJson<T>(text));

    private static object? ReadAsJson<T>(string text)
        where T : struct
    {
        try
        {
            return JsonSerializer.SerializeToElement(text).Deserialize<T>(OperationJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ValueFormat ForEnum(Type type)
    {
        var values = Enum.GetNames(type).ToDictionary(JsonNamingPolicy.KebabCaseLower.ConvertName, name => Enum.Parse(type, name), StringComparer.OrdinalIgnoreCase);
        return new(string.Join('|', values.Keys), $"one of {string.Join(", ", values.Keys)}", values.GetValueOrDefault);
    }

    private static object? PathOrNull(string text, Func<string, object> create) =>
        text.Trim().Length == 0 || text.Contains('\0', StringComparison.Ordinal) ? null : create(text);
}
