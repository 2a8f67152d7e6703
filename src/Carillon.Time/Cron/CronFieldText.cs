using System.Globalization;
using System.Text;

namespace Carillon.Time;

/// <summary>Writes one field as a star, steps, ranges and values.</summary>
internal static class CronFieldText
{
    private const int ShortestRange = 3;

    /// <param name="bits">The values, not none.</param>
    /// <param name="min">The least value of the field.</param>
    /// <param name="max">The greatest.</param>
    /// <param name="style">What may be used.</param>
    /// <param name="fewestSteps">How many values are worth a step.</param>
    public static string Of(ulong bits, int min, int max, CronStyle style, int fewestSteps = 2)
    {
        if (style == CronStyle.Free)
        {
            for (var step = 1; step <= max - min; step++)
            {
                if (Steps(min, max, step) == bits && (max - min) / step + 1 >= fewestSteps)
                {
                    return step == 1 ? "*" : Invariant($"*/{step}");
                }
            }
        }

        return List(value => (bits >> value & 1) != 0, min, max, style == CronStyle.Values ? int.MaxValue : ShortestRange);
    }

    public static string Of(CronYears years) => List(years.Has, CronYears.First, CronYears.Last, ShortestRange);

    /// <summary>The field with a star at its beginning, or null when its values do not allow it.</summary>
    /// <param name="bits">The values, not none.</param>
    /// <param name="min">The least value of the field.</param>
    /// <param name="max">The greatest.</param>
    /// <param name="highestStep">The highest step that can be read: <c>*/7</c> is a Sunday alone.</param>
    public static string? LeadingStar(ulong bits, int min, int max, int highestStep)
    {
        for (var step = 2; step <= highestStep; step++)
        {
            var steps = Steps(min, max, step);
            if ((steps & bits) == steps)
            {
                var rest = bits & ~steps;
                return rest == 0 ? Invariant($"*/{step}") : Invariant($"*/{step},{Of(rest, min, max, CronStyle.NoStar)}");
            }
        }

        return null;
    }

    /// <summary>The field with its first value as a range.</summary>
    public static string LeadingRange(ulong bits, int min)
    {
        var first = System.Numerics.BitOperations.TrailingZeroCount(bits);
        var rest = bits & (bits - 1);
        return rest == 0 ? Invariant($"{first}-{first}") : Invariant($"{first}-{first},{Of(rest, min, 63, CronStyle.Values)}");
    }

    private static string List(Func<int, bool> has, int min, int max, int shortestRange)
    {
        var text = new StringBuilder();
        for (var value = min; value <= max; value++)
        {
            if (!has(value))
            {
                continue;
            }

            var last = value;
            while (last < max && has(last + 1))
            {
                last++;
            }

            text.Append(text.Length > 0 ? "," : "").Append(value);
            if (last - value + 1 >= shortestRange)
            {
                text.Append('-').Append(last);
                value = last;
            }
        }

        return text.ToString();
    }

    private static ulong Steps(int min, int max, int step)
    {
        var bits = 0ul;
        for (var value = min; value <= max; value += step)
        {
            bits |= 1ul << value;
        }

        return bits;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
