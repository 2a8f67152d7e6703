namespace Carillon.Scheduling;

/// <summary>A question about a schedule as it comes from outside: nothing has been read yet.</summary>
internal sealed record ScheduleRequest
{
    /// <summary>The most instants that one answer may have.</summary>
    public const int MostInstants = 1_000_000;

    public string? Expression { get; init; }

    public string? Dialect { get; init; }

    public string? Zone { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public bool Inclusive { get; init; }

    public long Count { get; init; } = 1;

    public string? Gap { get; init; }

    public string? Overlap { get; init; }

    public long? Minutes { get; init; }

    public IReadOnlyList<OpenWindowText>? Windows { get; init; }
}
