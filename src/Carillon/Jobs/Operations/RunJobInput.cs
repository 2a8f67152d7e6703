using System.ComponentModel;
using Carillon.Operations;

namespace Carillon.Jobs;

/// <summary>The input of <c>jobs.run</c>.</summary>
/// <param name="Job">The name of a job, a sweep or other due work.</param>
/// <param name="Args">The arguments of a job as JSON; those of its definition when left out.</param>
[TakesCommandId]
public sealed record RunJobInput(
    [Description("The name of a job, a sweep or other due work.")] string Job,
    [Description("The arguments of a job as JSON. [default: those of its definition]")] string? Args = null);
