using NodaTime;

namespace Carillon.Time;

/// <summary>A value of <c>BYDAY</c>: a day of the week, every one or the one with a number within its month or year.</summary>
internal readonly record struct RecurrenceDay(int Number, IsoDayOfWeek Day)
{
    private const string Names = "MOTUWETHFRSASU";

    public static string Name(IsoDayOfWeek day) => Names.Substring(((int)day - 1) * 2, 2);

    public static IsoDayOfWeek Read(string text)
    {
        for (var i = 0; i < Names.Length; i += 2)
        {
            if (text.Equals(Names.Substring(i, 2), StringComparison.OrdinalIgnoreCase))
            {
                return (IsoDayOfWeek)(i / 2 + 1);
            }
        }

        return IsoDayOfWeek.None;
    }

    /// <summary>Whether it is this day: the <paramref name="ordinal"/>-th and, from the end, the <paramref name="fromEnd"/>-th of its kind.</summary>
    public bool Is(int dayOfWeek, int ordinal, int fromEnd) =>
        (int)Day % 7 == dayOfWeek && (Number == 0 || Number == ordinal || Number == -fromEnd);

    public override string ToString() => Number == 0 ? Name(Day) : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Number}{Name(Day)}");
}
