using System.ComponentModel;
using NodaTime;

namespace Carillon.Scheduling;

/// <summary>The input of <c>schedule.split</c>.</summary>
public sealed record SplitInput
{
    /// <summary>The zone whose dates count.</summary>
    [Description("The zone, such as Europe/Berlin.")]
    public string? Zone { get; init; }

    /// <summary>The start.</summary>
    [Description("Where to begin.")]
    public Instant? From { get; init; }

    /// <summary>The end; not included.</summary>
    [Description("Where to end; not included.")]
    public Instant? To { get; init; }

    /// <summary>Questions as newline-delimited JSON instead.</summary>
    [Description("A file of JSON questions, one per line, instead; - is standard input.")]
    public string? Batch { get; init; }
}
