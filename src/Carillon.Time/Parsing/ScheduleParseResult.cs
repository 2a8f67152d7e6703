using System.Diagnostics.CodeAnalysis;

namespace Carillon.Time;

/// <summary>A schedule, or what is wrong with its text.</summary>
/// <typeparam name="T">The kind of schedule.</typeparam>
public readonly struct ScheduleParseResult<T>
    where T : class
{
    private readonly T? _value;

    private ScheduleParseResult(T? value, ScheduleParseError? error)
    {
        _value = value;
        Error = error;
    }

    /// <summary>Whether there is a schedule.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Success => _value is not null;

    /// <summary>What is wrong; null when nothing is.</summary>
    public ScheduleParseError? Error { get; }

    /// <summary>The schedule.</summary>
    /// <exception cref="ScheduleFormatException">There is none.</exception>
    public T Value => _value ?? throw new ScheduleFormatException(Error ?? new("Nothing has been parsed.", null, 0, 0, "a schedule"));

    /// <summary>The schedule, or null when there is none.</summary>
    public T? ValueOrNull => _value;

    internal static ScheduleParseResult<T> Of(T value) => new(value, null);

    internal static ScheduleParseResult<T> Failed(ScheduleParseError error) => new(null, error);
}
