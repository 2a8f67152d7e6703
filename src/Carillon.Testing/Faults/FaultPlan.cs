using System.Data.Common;

namespace Carillon.Testing.Faults;

/// <summary>
/// One life of a process: counts the statements of all its connections, and kills them all at one place, or never.
/// Safe for several connections, but only one that issues its statements in a fixed order can be swept.
/// </summary>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<CrashPoint> _visited = [];
    private readonly HashSet<DbConnection> _held = [];
    private readonly (int Statement, CrashMoment Moment)? _crash;
    private int _statements;
    private CrashPoint? _crashedAt;

    private FaultPlan((int, CrashMoment)? crash) => _crash = crash;

    /// <summary>Statements issued so far; one that the crash prevented is not among them.</summary>
    public int Statements
    {
        get
        {
            lock (_gate)
            {
                return _statements;
            }
        }
    }

    /// <summary>Where the crash happened; null while it has not.</summary>
    public CrashPoint? CrashedAt
    {
        get
        {
            lock (_gate)
            {
                return _crashedAt;
            }
        }
    }

    /// <summary>Every place that was passed, in order, the crash included.</summary>
    public IReadOnlyList<CrashPoint> Visited
    {
        get
        {
            lock (_gate)
            {
                return [.. _visited];
            }
        }
    }

    /// <summary>A life without a crash, to count its statements.</summary>
    public static FaultPlan NoCrash() => new(null);

    /// <summary>A life that ends before or after a statement.</summary>
    /// <param name="statement">Which one, from 1.</param>
    /// <param name="moment">On which side of it.</param>
    public static FaultPlan CrashAt(int statement, CrashMoment moment)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(statement);
        return new((statement, moment));
    }

    /// <summary>The connection as this process sees it. The result owns <paramref name="inner"/>.</summary>
    public FaultyConnection Wrap(DbConnection inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        return new(inner, this);
    }

    internal void ThrowIfDead()
    {
        if (CrashedAt is { } point)
        {
            throw new SimulatedCrashException(point);
        }
    }

    internal void Hold(DbConnection inner)
    {
        lock (_gate)
        {
            _held.Add(inner);
        }
    }

    internal void LetGo(DbConnection inner)
    {
        lock (_gate)
        {
            _held.Remove(inner);
        }
    }

    internal T Issue<T>(string sql, Func<T> statement)
    {
        var number = Before(sql);
        var result = statement();
        Pass(new(number, CrashMoment.After, sql));
        return result;
    }

    internal async Task<T> IssueAsync<T>(string sql, Func<Task<T>> statement)
    {
        var number = Before(sql);
        var result = await statement().ConfigureAwait(false);
        Pass(new(number, CrashMoment.After, sql));
        return result;
    }

    private int Before(string sql)
    {
        int next;
        lock (_gate)
        {
            next = _statements + 1;
        }

        Pass(new(next, CrashMoment.Before, sql));
        lock (_gate)
        {
            return ++_statements;
        }
    }

    private void Pass(CrashPoint point)
    {
        ThrowIfDead();
        List<DbConnection> held;
        lock (_gate)
        {
            _visited.Add(point);
            if (_crash != (point.Statement, point.Moment))
            {
                return;
            }

            _crashedAt = point;
            held = [.. _held];
            _held.Clear();
        }

        // Closing ends open readers and rolls back what was not committed, as the server does when a client is gone.
        held.ForEach(connection => connection.Close());
        throw new SimulatedCrashException(point);
    }
}
