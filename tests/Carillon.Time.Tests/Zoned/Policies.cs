namespace Carillon.Time.Tests.Zoned;

internal static class Policies
{
    /// <summary>Each combination that neither throws nor asks a resolver.</summary>
    public static IReadOnlyList<DstPolicy> Quiet { get; } =
    [
        .. from skipped in Enum.GetValues<SkippedTimePolicy>()
           from repeated in Enum.GetValues<RepeatedTimePolicy>()
           where skipped is not (SkippedTimePolicy.Throw or SkippedTimePolicy.Resolved) && repeated is not (RepeatedTimePolicy.Throw or RepeatedTimePolicy.Resolved)
           select new DstPolicy(skipped, repeated),
    ];
}
