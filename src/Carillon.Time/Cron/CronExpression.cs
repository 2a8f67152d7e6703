using NodaTime;

namespace Carillon.Time;

/// <summary>A cron expression: local times that match fields of seconds, minutes, hours, days and months, read in a <see cref="CronDialect"/>.</summary>
/// <remarks>
/// Immutable. Expressions of one dialect are equal when they mean the same, however they are written: <c>*/20</c> is <c>0,20,40</c> where the
/// dialect makes no difference between them. A day that never comes, such as 30 February, is no error: nothing is next.
/// </remarks>
public sealed class CronExpression : LocalSchedule, IEquatable<CronExpression>
{
    private readonly CronTimes _times;

    internal CronExpression(CronDialect dialect, in CronTimes times, bool isInterval)
    {
        Dialect = dialect;
        _times = times;
        IsInterval = isInterval;
    }

    /// <summary>The dialect in which the expression was read and is written.</summary>
    public CronDialect Dialect { get; }

    /// <inheritdoc/>
    /// <value>By the rule of the dialect.</value>
    public override bool IsInterval { get; }

    /// <inheritdoc/>
    /// <value>The policy of the dialect.</value>
    public override DstPolicy DefaultPolicy => Dialect.Policy;

    internal ref readonly CronTimes Times => ref _times;

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The expression; names in any case; blanks or tabs between the fields.</param>
    /// <param name="dialect">The way to read it.</param>
    /// <param name="seed">What decides the values of <c>H</c>, the same for ever; without it <c>H</c> is an error.</param>
    /// <exception cref="ScheduleFormatException">The text is no expression of the dialect; says where and what was expected.</exception>
    public static CronExpression Parse(string text, CronDialect dialect, int? seed = null) => TryParse(text, dialect, seed).Value;

    /// <summary>Reads an expression, or says what is wrong with it.</summary>
    /// <param name="text">The expression; names in any case; blanks or tabs between the fields.</param>
    /// <param name="dialect">The way to read it.</param>
    /// <param name="seed">What decides the values of <c>H</c>, the same for ever; without it <c>H</c> is an error.</param>
    public static ScheduleParseResult<CronExpression> TryParse(string text, CronDialect dialect, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(dialect);
        return CronParser.Parse(text, dialect, seed);
    }

    /// <inheritdoc/>
    public override LocalDateTime? NextLocal(LocalDateTime from, bool inclusive) =>
        NextSecond(LocalSeconds.SearchFrom(from, inclusive)) is <= LocalSeconds.Last and var next ? LocalSeconds.ToLocal(next) : null;

    /// <inheritdoc/>
    public override LocalDateTime? PreviousLocal(LocalDateTime from, bool inclusive) =>
        PreviousSecond(LocalSeconds.SearchTo(from, inclusive)) is >= LocalSeconds.First and var previous ? LocalSeconds.ToLocal(previous) : null;

    /// <inheritdoc/>
    public bool Equals(CronExpression? other) =>
        other is not null && Dialect == other.Dialect && IsInterval == other.IsInterval && _times.Equals(other._times);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CronExpression);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Dialect, IsInterval, _times);

    /// <summary>The canonical text: reading it in the same dialect gives an equal expression.</summary>
    public override string ToString() => CronText.Of(this);

    internal override long NextSecond(long from) => CronCalculator.Next(_times, from);

    internal override long PreviousSecond(long from) => CronCalculator.Previous(_times, from);
}
