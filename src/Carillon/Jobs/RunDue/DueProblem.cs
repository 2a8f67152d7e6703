namespace Carillon.Jobs;

/// <summary>Due work of a tenant that failed as a whole.</summary>
/// <param name="Work">The sweep or other work; <c>all</c> when the tenant could not be visited.</param>
/// <param name="Error">What went wrong.</param>
public sealed record DueProblem(string Work, string Error)
{
    /// <summary>Both in one sentence.</summary>
    public override string ToString() => $"{Work}: {Error}";
}
