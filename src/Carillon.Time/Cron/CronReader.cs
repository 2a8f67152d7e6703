namespace Carillon.Time;

/// <summary>Reads the fields of an expression one by one and keeps what they say.</summary>
internal ref partial struct CronReader(ReadOnlySpan<char> text, CronDialect dialect, int? seed)
{
    private readonly ReadOnlySpan<char> _text = text;
    private readonly CronDialect _dialect = dialect;
    private readonly int? _seed = seed;
    private CronFieldSpec _spec = CronFieldSpec.All[0];
    private int _at;
    private int _end;

    // What the field at hand says.
    private ulong _bits;
    private CronTraits _traits;

    public ulong Seconds { get; private set; } = 1;

    public CronTraits SecondTraits { get; private set; }

    public ulong Minutes { get; private set; }

    public CronTraits MinuteTraits { get; private set; }

    public uint Hours { get; private set; }

    public CronTraits HourTraits { get; private set; }

    public uint DaysOfMonth { get; private set; }

    public uint DaysFromEnd { get; private set; }

    public uint Weekdays { get; private set; }

    public uint LastWeekdays { get; private set; }

    public uint DaysBeforeLastWeekday { get; private set; }

    public CronTraits DayOfMonthTraits { get; private set; }

    public uint Months { get; private set; }

    /// <summary>Bit 7 is Sunday as bit 0 is.</summary>
    public uint DaysOfWeek { get; private set; }

    public ulong NthDays { get; private set; }

    public CronTraits DayOfWeekTraits { get; private set; }

    public CronYears Years { get; private set; }

    /// <summary>What is wrong, after a field could not be read.</summary>
    public ScheduleParseError? Error { get; private set; }

    public bool Read(CronFieldSpec spec, int start, int end)
    {
        (_spec, _at, _end, _bits, _traits) = (spec, start, end, 0, CronTraits.None);
        if (end == start + 1 && _text[start] == '*')
        {
            _traits = CronTraits.Star | CronTraits.LeadingStar | CronTraits.Pattern;
            _bits = spec.AllValues;
        }
        else
        {
            for (var more = true; more;)
            {
                if (!ReadItem(isFirst: _at == start))
                {
                    return false;
                }

                more = _at < _end;
                if (more && _text[_at++] != ',')
                {
                    _at--;
                    return Unexpected();
                }
            }
        }

        Keep();
        return true;
    }

    private void Keep()
    {
        switch (_spec.Field)
        {
            case CronField.Seconds:
                (Seconds, SecondTraits) = (_bits, _traits);
                break;
            case CronField.Minutes:
                (Minutes, MinuteTraits) = (_bits, _traits);
                break;
            case CronField.Hours:
                (Hours, HourTraits) = ((uint)_bits, _traits);
                break;
            case CronField.DaysOfMonth:
                (DaysOfMonth, DayOfMonthTraits) = ((uint)_bits, _traits);
                break;
            case CronField.Months:
                Months = (uint)_bits;
                break;
            case CronField.DaysOfWeek:
                (DaysOfWeek, DayOfWeekTraits) = ((uint)_bits, _traits);
                break;
            case CronField.Years:
                Years = _traits.HasFlag(CronTraits.Star) ? default : Years;
                break;
        }
    }
}
