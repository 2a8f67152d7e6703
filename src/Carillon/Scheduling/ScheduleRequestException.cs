using Carillon.Time;

namespace Carillon.Scheduling;

/// <summary>A question about a schedule cannot be answered: says which field of it is wrong, and where.</summary>
internal sealed class ScheduleRequestException(string message, string? field, int? offset = null, int? length = null) : ArgumentException(message)
{
    public string? Field { get; } = field;

    public int? Offset { get; } = offset;

    public int? Length { get; } = length;

    public static ScheduleRequestException Missing(string field) => new($"'{field}' is missing.", field);

    public static ScheduleRequestException MissingOption(string option) => new($"Option '{option}' is required.", option);

    public static ScheduleRequestException Of(ScheduleParseError error) =>
        new($"{error.Message} Expected {error.Expected}.", error.Field, error.Offset, error.Length);
}
