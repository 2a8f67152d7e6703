using System.ComponentModel;

namespace Carillon.Scheduling;

/// <summary>The input of <c>schedule</c>.</summary>
/// <param name="Batch">Questions as newline-delimited JSON.</param>
public sealed record ScheduleBatchInput([property: Description("A file of JSON questions, one per line; - is standard input.")] string Batch);
