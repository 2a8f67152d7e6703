using System.ComponentModel;

namespace Carillon.Scheduling;

/// <summary>The input of <c>schedule.describe</c>.</summary>
public sealed record DescribeInput
{
    /// <summary>A cron expression, or the text of any schedule when there is no dialect.</summary>
    [Description("A cron expression; without --dialect the text of any schedule.")]
    public string? Cron { get; init; }

    /// <summary>The dialect of the expression.</summary>
    [Description("One of posix, vixie, quartz, cronos and spring.")]
    public string? Dialect { get; init; }

    /// <summary>The language: <c>en</c>, <c>fr</c> or <c>vi</c>.</summary>
    [Description("The language: en, fr or vi.")]
    public string Language { get; init; } = "en";

    /// <summary>Questions as newline-delimited JSON instead.</summary>
    [Description("A file of JSON questions, one per line, instead; - is standard input.")]
    public string? Batch { get; init; }
}
