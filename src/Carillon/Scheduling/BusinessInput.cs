using System.ComponentModel;
using NodaTime;

namespace Carillon.Scheduling;

/// <summary>The input of <c>schedule.business</c>.</summary>
public sealed record BusinessInput
{
    /// <summary>The zone whose clocks count.</summary>
    [Description("The zone, such as Europe/Berlin.")]
    public string? Zone { get; init; }

    /// <summary>The start.</summary>
    [Description("Where to begin.")]
    public Instant? From { get; init; }

    /// <summary>The end; asks for the open time.</summary>
    [Description("Where to end: asks for the open minutes.")]
    public Instant? To { get; init; }

    /// <summary>Open minutes; asks for the deadline.</summary>
    [Description("Open minutes: asks for the deadline.")]
    public int? Minutes { get; init; }

    /// <summary>The windows, each as ISO day of the week, opening and closing time.</summary>
    [Description("A window such as '1 09:00-17:00' (1 is Monday); repeat it.")]
    public IReadOnlyList<string> Window { get; init; } = [];

    /// <summary>Questions as newline-delimited JSON instead.</summary>
    [Description("A file of JSON questions, one per line, instead; - is standard input.")]
    public string? Batch { get; init; }
}
