namespace Carillon.Time;

/// <summary>Reads the text of a cron expression: splits it into fields, has each read, and decides what they mean together.</summary>
internal static class CronParser
{
    private const int MostFields = 7;

    public static ScheduleParseResult<CronExpression> Parse(string text, CronDialect dialect, int? seed)
    {
        var reader = new CronReader(text, dialect, seed);
        var start = 0;
        while (start < text.Length && IsSpace(text[start]))
        {
            start++;
        }

        if (start < text.Length && text[start] == '@' && dialect.Has(CronSyntax.Macros))
        {
            return CronMacros.Expand(text.AsSpan(start).TrimEnd(), dialect) is { } expanded
                ? Parse(expanded, dialect, seed)
                : ScheduleParseResult<CronExpression>.Failed(CronMacros.Unknown(text, start, dialect));
        }

        Span<(int Start, int End)> fields = stackalloc (int, int)[MostFields + 1];
        var count = Split(text, start, fields);
        if (count < dialect.FewestFields || count > dialect.MostFields)
        {
            return ScheduleParseResult<CronExpression>.Failed(WrongCount(text, dialect, count, fields));
        }

        // Seconds come first where there are six fields or more, a year last where there are seven.
        var hasSeconds = count > 5;
        for (var i = 0; i < count; i++)
        {
            if (!reader.Read(CronFieldSpec.All[hasSeconds ? i : i + 1], fields[i].Start, fields[i].End))
            {
                return ScheduleParseResult<CronExpression>.Failed(reader.Error!);
            }
        }

        return ScheduleParseResult<CronExpression>.Of(new CronExpression(dialect, CronNormaliser.Times(reader, dialect), IsInterval(reader, dialect)));
    }

    private static bool IsInterval(in CronReader reader, CronDialect dialect)
    {
        var traits = reader.Traits(CronField.Minutes) | reader.Traits(CronField.Hours);
        return dialect.Has(CronSyntax.StarredInterval)
            ? (traits & CronTraits.LeadingStar) != 0
            : ((traits | reader.Traits(CronField.Seconds)) & CronTraits.Pattern) != 0;
    }

    /// <summary>Finds the fields, and at most one more than any dialect has.</summary>
    private static int Split(string text, int start, Span<(int Start, int End)> fields)
    {
        var count = 0;
        for (var i = start; i < text.Length && count < fields.Length;)
        {
            var end = i;
            while (end < text.Length && !IsSpace(text[end]))
            {
                end++;
            }

            fields[count++] = (i, end);
            i = end;
            while (i < text.Length && IsSpace(text[i]))
            {
                i++;
            }
        }

        return count;
    }

    private static ScheduleParseError WrongCount(string text, CronDialect dialect, int count, ReadOnlySpan<(int Start, int End)> fields)
    {
        var expected = dialect.FewestFields == dialect.MostFields
            ? $"{dialect.FewestFields} fields"
            : $"{dialect.FewestFields} or {dialect.MostFields} fields";
        if (count > dialect.MostFields)
        {
            var start = fields[dialect.MostFields].Start;
            return new($"There are more fields than the {expected} of the {dialect.Name} dialect.", null, start, text.AsSpan().TrimEnd().Length - start, expected);
        }

        var missing = CronFieldSpec.All[dialect.FewestFields > 5 ? count : count + 1].Name;
        return new(
            count == 0 ? $"The expression is empty; the {dialect.Name} dialect has {expected}." : $"There are {count} of the {expected} of the {dialect.Name} dialect; {missing} are missing.",
            missing, text.Length, 0, expected);
    }

    private static bool IsSpace(char character) => character is ' ' or '\t';
}
