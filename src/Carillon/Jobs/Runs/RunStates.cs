namespace Carillon.Jobs;

/// <summary>Questions about run states.</summary>
public static class RunStates
{
    /// <summary>True when the run will not change any more.</summary>
    public static bool IsFinal(this RunState state) => state > RunState.Retrying;
}
