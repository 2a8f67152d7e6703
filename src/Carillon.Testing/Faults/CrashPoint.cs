namespace Carillon.Testing.Faults;

/// <summary>A place where a process can die.</summary>
/// <param name="Statement">Counts the statements of a run from 1; BEGIN, COMMIT, ROLLBACK and savepoints are statements too.</param>
/// <param name="Moment">Before the statement, or after it.</param>
/// <param name="Sql">The first line of the statement.</param>
public sealed record CrashPoint(int Statement, CrashMoment Moment, string Sql)
{
    /// <summary>Such as <c>after 3: COMMIT</c>.</summary>
    public override string ToString() => $"{(Moment == CrashMoment.Before ? "before" : "after")} {Statement}: {Sql}";
}
