using System.ComponentModel;

namespace Carillon.Jobs;

/// <summary>The input of <c>run-due</c>.</summary>
/// <param name="Parallelism">How many tenants are worked on at the same time.</param>
public sealed record RunDueInput([Description("How many tenants are worked on at the same time.")] int Parallelism = 4);
