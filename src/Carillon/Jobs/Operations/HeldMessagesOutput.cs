namespace Carillon.Jobs;

/// <summary>The output of <c>outbox.release</c> and <c>outbox.discard</c>.</summary>
/// <param name="Messages">How many messages it was done to.</param>
public sealed record HeldMessagesOutput(int Messages);
