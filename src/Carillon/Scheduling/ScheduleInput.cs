using System.ComponentModel;
using NodaTime;

namespace Carillon.Scheduling;

/// <summary>The input of the questions about occurrences.</summary>
public sealed record ScheduleInput
{
    /// <summary>A cron expression, or the text of any schedule when there is no dialect.</summary>
    [Description("A cron expression; without --dialect the text of any schedule, such as 'weekly Mon 19:00'.")]
    public string? Cron { get; init; }

    /// <summary>The dialect of the expression.</summary>
    [Description("One of posix, vixie, quartz, cronos and spring.")]
    public string? Dialect { get; init; }

    /// <summary>The zone whose clocks count.</summary>
    [Description("The zone, such as Europe/Berlin.")]
    public string? Zone { get; init; }

    /// <summary>Where the search begins; for an explanation the occurrence itself.</summary>
    [Description("Where to begin. [default: now]")]
    public Instant? From { get; init; }

    /// <summary>Where a range ends; not included.</summary>
    [Description("Where to end; not included.")]
    public Instant? To { get; init; }

    /// <summary>How many occurrences.</summary>
    [Description("How many occurrences.")]
    public int Count { get; init; } = 1;

    /// <summary>Whether an occurrence exactly at the beginning counts.</summary>
    [Description("Whether an occurrence exactly at --from counts.")]
    public bool Inclusive { get; init; }

    /// <summary>What happens to skipped local times.</summary>
    [Description("Skipped times: skip, gap-end, gap-end-each, shift-forward, just-before or throw. [default: the dialect's]")]
    public string? Gap { get; init; }

    /// <summary>What happens to repeated local times.</summary>
    [Description("Repeated times: first, last, both, both-if-interval or throw. [default: the dialect's]")]
    public string? Overlap { get; init; }

    /// <summary>Questions as newline-delimited JSON instead.</summary>
    [Description("A file of JSON questions, one per line, instead; - is standard input.")]
    public string? Batch { get; init; }

    internal ScheduleRequest ToRequest(IClock clock) => new()
    {
        Expression = Cron ?? throw ScheduleRequestException.MissingOption("--cron"),
        Dialect = Dialect,
        Zone = Zone ?? throw ScheduleRequestException.MissingOption("--zone"),
        From = NodaTime.Text.InstantPattern.ExtendedIso.Format(From ?? clock.GetCurrentInstant()),
        To = To is { } to ? NodaTime.Text.InstantPattern.ExtendedIso.Format(to) : null,
        Inclusive = Inclusive,
        Count = Count,
        Gap = Gap,
        Overlap = Overlap,
    };
}
