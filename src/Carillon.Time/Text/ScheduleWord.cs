namespace Carillon.Time;

/// <summary>One word of the text of a schedule; brackets are words of their own.</summary>
internal readonly record struct ScheduleWord(string Text, int Offset)
{
    public int End => Offset + Text.Length;

    /// <summary>Whether a part of a combination ends here.</summary>
    public bool EndsOperand => Is("and") || Is("except") || Text is "[" or "]";

    public bool Is(string keyword) => Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    public static List<ScheduleWord> Split(string text)
    {
        var words = new List<ScheduleWord>();
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            for (i++; text[start] is not ('[' or ']') && i < text.Length && !char.IsWhiteSpace(text[i]) && text[i] is not ('[' or ']');)
            {
                i++;
            }

            words.Add(new(text[start..i], start));
        }

        return words;
    }
}
