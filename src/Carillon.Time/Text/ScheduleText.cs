using NodaTime;

namespace Carillon.Time;

/// <summary>A schedule as its owner writes and stores it: one line of text that reads aloud and round-trips.</summary>
/// <remarks>
/// <code>
/// schedule = "every" duration "from" instant                  elapsed time, no zone:  every PT1H30M from 2026-01-01T00:00:00Z
///          | operand *( "and" operand | "except" ( dates | operand ) )    read from the left
/// operand  = "weekly" days times                              weekly Mon-Wed,Fri 19:00
///          | "monthly" monthdays times                        monthly 1,-1,2Mon,-1Fri 06:00,18:00
///          | "once" local                                     once 2026-11-01T01:30:00
///          | "cron:" dialect expression                       cron:vixie */15 9-17 * * Mon-Fri
///          | "rrule" *( property )                            rrule DTSTART:20260105T190000 RRULE:FREQ=WEEKLY;COUNT=10
///          | "[" schedule "]"                                 not an elapsed one
/// times    = HH:mm[:ss] *( "," HH:mm[:ss] )         dates = yyyy-MM-dd *( "," yyyy-MM-dd )
/// </code>
/// Words in any case, any white space. The text of a schedule is canonical: equal schedules of one kind have equal texts.
/// </remarks>
public sealed class ScheduleText : IEquatable<ScheduleText>
{
    private readonly string _text;

    /// <summary>The text of a schedule of local times.</summary>
    /// <param name="schedule">A schedule of this library; another kind is given its own <c>ToString</c>, which cannot be read back.</param>
    public ScheduleText(LocalSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        Local = schedule;
        _text = Format(schedule);
    }

    /// <summary>The text of ticks of elapsed time.</summary>
    /// <param name="ticks">The ticks.</param>
    public ScheduleText(TickSchedule ticks)
    {
        ArgumentNullException.ThrowIfNull(ticks);
        Ticks = ticks;
        _text = $"every {DurationText.Format(ticks.Period)} from {DurationText.Format(ticks.Activation)}";
    }

    /// <summary>The schedule of local times, or null when it is one of elapsed time.</summary>
    public LocalSchedule? Local { get; }

    /// <summary>The ticks of elapsed time, or null when it is a schedule of local times.</summary>
    public TickSchedule? Ticks { get; }

    /// <summary>Reads a schedule.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ScheduleFormatException">The text is no schedule; says where and what was expected.</exception>
    public static ScheduleText Parse(string text) => TryParse(text).Value;

    /// <summary>Reads a schedule, or says what is wrong with its text.</summary>
    /// <param name="text">The text.</param>
    public static ScheduleParseResult<ScheduleText> TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new ScheduleReader(text);
        return reader.Read() is { } read ? ScheduleParseResult<ScheduleText>.Of(read) : ScheduleParseResult<ScheduleText>.Failed(reader.Error!);
    }

    /// <summary>The schedule on the time line. Ticks of elapsed time are the same in every zone.</summary>
    /// <param name="zone">The zone whose clocks count.</param>
    /// <param name="policy">What to do about local times that the clocks skip or show twice; null for the tradition of the schedule.</param>
    public Schedule In(DateTimeZone zone, DstPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return (Schedule?)Ticks ?? Local!.In(zone, policy ?? Local.DefaultPolicy);
    }

    /// <inheritdoc/>
    public bool Equals(ScheduleText? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ScheduleText);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The canonical text.</summary>
    public override string ToString() => _text;

    internal static string Format(LocalSchedule schedule) => schedule switch
    {
        CronExpression cron => $"cron:{cron.Dialect} {cron}",
        RecurrenceSchedule => $"rrule {schedule}",
        _ => schedule.ToString()!,
    };
}
