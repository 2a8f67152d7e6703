namespace Carillon.Jobs;

/// <summary>Has no settings: validating it at start validates the definitions of jobs and sweeps.</summary>
internal sealed class DefinitionCheck;
