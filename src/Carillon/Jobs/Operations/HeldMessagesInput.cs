using System.ComponentModel;

namespace Carillon.Jobs;

/// <summary>The input of <c>outbox.release</c> and <c>outbox.discard</c>.</summary>
/// <param name="Topic">Only this topic.</param>
public sealed record HeldMessagesInput([Description("Only this topic. [default: all]")] string? Topic = null);
