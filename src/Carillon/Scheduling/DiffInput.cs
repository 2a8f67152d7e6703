using System.ComponentModel;
using NodaTime;

namespace Carillon.Scheduling;

/// <summary>The input of <c>schedule.diff</c>.</summary>
public sealed record DiffInput
{
    /// <summary>A cron expression, or the text of any schedule when there is no dialect.</summary>
    [Description("A cron expression; without --dialect the text of any schedule.")]
    public string? Cron { get; init; }

    /// <summary>The dialect of the expression.</summary>
    [Description("One of posix, vixie, quartz, cronos and spring.")]
    public string? Dialect { get; init; }

    /// <summary>The zone whose rules changed.</summary>
    [Description("The zone, such as Europe/Berlin.")]
    public string? Zone { get; init; }

    /// <summary>Where the horizon begins.</summary>
    [Description("Where to begin. [default: now]")]
    public Instant? From { get; init; }

    /// <summary>Where the horizon ends.</summary>
    [Description("Where to end. [default: a year later]")]
    public Instant? To { get; init; }

    /// <summary>A file of time zone rules in NodaTime's format; the host's rules are compared with it.</summary>
    [Description("A file of the other rules in NodaTime's format (tzdbNNNN.nzd).")]
    public FileInfo? Rules { get; init; }

    /// <summary>What happens to skipped local times.</summary>
    [Description("Skipped times. [default: the dialect's]")]
    public string? Gap { get; init; }

    /// <summary>What happens to repeated local times.</summary>
    [Description("Repeated times. [default: the dialect's]")]
    public string? Overlap { get; init; }

    /// <summary>Questions as newline-delimited JSON instead.</summary>
    [Description("A file of JSON questions, one per line, instead; - is standard input.")]
    public string? Batch { get; init; }
}
