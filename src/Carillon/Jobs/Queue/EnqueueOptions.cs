using NodaTime;

namespace Carillon.Jobs;

/// <summary>When and how a queued run is to be done.</summary>
public sealed record EnqueueOptions
{
    private const int LongestText = 200;

    /// <summary>Not before this instant; null means now.</summary>
    public Instant? At { get; init; }

    /// <summary>Names the work within its job and tenant, so that enqueuing it again adds nothing: 1 to 200 printable characters; null for none.</summary>
    /// <remarks>The key is kept as long as the run is, see <see cref="QueueOptions.KeepFor"/>.</remarks>
    public string? Key { get; init; }

    /// <summary>Which due runs are taken first.</summary>
    /// <value>Default: <see cref="JobPriority.Normal"/>.</value>
    public JobPriority Priority { get; init; } = JobPriority.Normal;

    /// <summary>The opaque id of whom the run is about, so that it is erased with him: 1 to 200 printable characters; null when it is about nobody.</summary>
    public string? Subject { get; init; }

    internal void Check()
    {
        Check(nameof(Key), Key);
        Check(nameof(Subject), Subject);
        if (!Enum.IsDefined(Priority))
        {
            throw new ArgumentOutOfRangeException(nameof(Priority), Priority, "There is no such priority.");
        }
    }

    private static void Check(string name, string? text)
    {
        if (text is not null && (string.IsNullOrWhiteSpace(text) || text.Length > LongestText || text.Any(c => char.IsControl(c) || char.IsSurrogate(c))))
        {
            throw new ArgumentException($"'{Printable.Clip(text)}' is not 1 to {LongestText} printable characters.", name);
        }
    }
}
