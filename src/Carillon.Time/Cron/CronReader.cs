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

    // What each field said.
    private PerField<ulong> _values;
    private PerField<CronTraits> _styles;

    /// <summary>Second 0 where the expression has none: a field that was read is never empty.</summary>
    public readonly ulong Seconds => Math.Max(1, _values[(int)CronField.Seconds]);

    public readonly ulong Minutes => _values[(int)CronField.Minutes];

    public readonly uint Hours => (uint)_values[(int)CronField.Hours];

    public readonly uint DaysOfMonth => (uint)_values[(int)CronField.DaysOfMonth];

    public uint DaysFromEnd { get; private set; }

    public uint Weekdays { get; private set; }

    public uint LastWeekdays { get; private set; }

    public uint DaysBeforeLastWeekday { get; private set; }

    public readonly uint Months => (uint)_values[(int)CronField.Months];

    public readonly uint DaysOfWeek => (uint)_values[(int)CronField.DaysOfWeek];

    public ulong NthDays { get; private set; }

    public CronYears Years { get; private set; }

    /// <summary>What is wrong, after a field could not be read.</summary>
    public ScheduleParseError? Error { get; private set; }

    public bool Read(CronFieldSpec spec, int start, int end)
    {
        if (end == start + 1 && _text[start] == '*')
        {
            Keep(spec.Field, spec.AllValues, CronTraits.Star | CronTraits.LeadingStar | CronTraits.Pattern);
            return true;
        }

        (_spec, _at, _end, _bits, _traits) = (spec, start, end, 0, CronTraits.None);
        return ReadList();
    }

    private bool ReadList()
    {
        for (var start = _at; ; _at++)
        {
            if (!ReadPlain() && !ReadItem(isFirst: _at == start))
            {
                return false;
            }

            if (_at == _end)
            {
                Keep(_spec.Field, _bits, _traits);
                return true;
            }

            if (_text[_at] != ',')
            {
                return Unexpected();
            }
        }
    }

    private void Keep(CronField field, ulong bits, CronTraits traits) => (_values[(int)field], _styles[(int)field]) = (bits, traits);

    /// <summary>How a field was written.</summary>
    public readonly CronTraits Traits(CronField field) => _styles[(int)field];
}
