namespace Carillon.Jobs;

/// <summary>The arguments of a job that needs none.</summary>
public sealed record NoArgs;
