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

    /// <summary>The position of the three-letter name at the start of the text, in any case; -1 when there is none.</summary>
    public int NameAt(ReadOnlySpan<char> text)
    {
        for (var i = 0; text.Length >= 3 && i < Names.Length; i += 3)
        {
            if (text[..3].Equals(Names.AsSpan(i, 3), StringComparison.OrdinalIgnoreCase))
            {
                return i / 3;
            }
        }

        return -1;
    }
}
