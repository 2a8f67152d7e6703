namespace Carillon.Jobs;

/// <summary>The envelope of stored work. A host claims only what it knows; the rest waits and is counted.</summary>
/// <param name="Definition">The job's stable name.</param>
/// <param name="Version">The version of the arguments' shape.</param>
/// <param name="Json">The arguments; opaque ids only, no personal data.</param>
public sealed record JobPayload(JobName Definition, int Version, string Json);
