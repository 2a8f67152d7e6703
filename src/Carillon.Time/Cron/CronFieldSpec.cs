namespace Carillon.Time;

/// <summary>What every dialect agrees on about a field: its name, its values and their names.</summary>
internal sealed record CronFieldSpec(CronField Field, string Name, int Min, int Max, string Names = "")
{
    public static readonly CronFieldSpec[] All =
    [
        new(CronField.Seconds, "seconds", 0, 59),
        new(CronField.Minutes, "minutes", 0, 59),
        new(CronField.Hours, "hours", 0, 23),
        new(CronField.DaysOfMonth, "days of month", 1, 31),
        new(CronField.Months, "months", 1, 12, "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"),
        new(CronField.DaysOfWeek, "days of week", 0, 7, "SUNMONTUEWEDTHUFRISAT"),
        new(CronField.Years, "years", CronYears.First, CronYears.Last),
    ];

    /// <summary>Bit n for each value n; one Sunday.</summary>
    public ulong AllValues { get; } = Field switch
    {
        CronField.Hours => CronTimes.AllHours,
        CronField.DaysOfMonth => CronDays.AllOfMonth,
        CronField.Months => CronDays.AllMonths,
        CronField.DaysOfWeek => CronDays.AllOfWeek,
        _ => CronTimes.AllSixty,
    };

    private readonly int[] _keys = [.. Names.Chunk(3).Select(name => Key(name))];

    /// <summary>The position of the three-letter name at the start of the text, in any case; -1 when there is none.</summary>
    public int NameAt(ReadOnlySpan<char> text) => _keys.Length > 0 && text.Length >= 3 ? _keys.AsSpan().IndexOf(Key(text)) : -1;

    /// <summary>Three letters as one number, in any case: among ASCII only a letter becomes a small one by bit 5.</summary>
    private static int Key(ReadOnlySpan<char> text) =>
        (text[0] | text[1] | text[2]) < 128 ? (text[0] | 32) << 16 | (text[1] | 32) << 8 | (text[2] | 32) : 0;
}
