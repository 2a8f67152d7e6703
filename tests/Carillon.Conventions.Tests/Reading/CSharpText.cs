namespace Carillon.Conventions.Tests.Reading;

/// <summary>Blanks what is not code: comments, directives and the contents of literals. Code inside interpolation holes stays.</summary>
public sealed class CSharpText
{
    private readonly string text;
    private readonly char[] result;
    private int at;

    public CSharpText(string text)
    {
        this.text = text;
        result = text.ToCharArray();
        ReadCode(inHole: false);
        Code = new string(result);
    }

    public string Code { get; }

    private void ReadCode(bool inHole)
    {
        var depth = 0;
        while (at < text.Length)
        {
            if (ReadTrivia() || ReadLiteral())
            {
                continue;
            }

            var here = text[at];
            if (inHole && depth == 0 && here == '}')
            {
                return;
            }

            if (inHole && depth == 0 && here == ':' && !Starts("::"))
            {
                BlankUntil(text.IndexOf('}', at));
                return;
            }

            depth += here is '{' or '(' or '[' ? 1 : here is '}' or ')' or ']' ? -1 : 0;
            at += Starts("::") ? 2 : 1;
        }
    }

    private bool ReadTrivia()
    {
        if (Starts("//"))
        {
            BlankUntil(LineEnd());
            return true;
        }

        if (Starts("/*"))
        {
            var end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
            BlankUntil(end < 0 ? text.Length : end + 2);
            return true;
        }

        if (text[at] == '#' && text.AsSpan(text.LastIndexOf('\n', at) + 1, at - text.LastIndexOf('\n', at) - 1).IsWhiteSpace())
        {
            BlankUntil(LineEnd());
            return true;
        }

        return false;
    }

    private bool ReadLiteral()
    {
        if (text[at] == '\'')
        {
            var end = at + 1;
            while (end < text.Length && text[end] != '\'')
            {
                end += text[end] == '\\' ? 2 : 1;
            }

            BlankUntil(end + 1);
            return true;
        }

        var start = at;
        while (start < text.Length && text[start] is '$' or '@')
        {
            start++;
        }

        if (start >= text.Length || text[start] != '"')
        {
            return false;
        }

        var prefix = text[at..start];
        at = start;
        ReadString(dollars: prefix.Count(c => c == '$'), verbatim: prefix.Contains('@'), quotes: Run('"'));
        return true;
    }

    private void ReadString(int dollars, bool verbatim, int quotes)
    {
        var raw = quotes >= 3 && !verbatim;
        if (quotes == 2 && !raw)
        {
            at += 2;
            return;
        }

        var fence = raw ? quotes : 1;
        at += fence;
        while (at < text.Length)
        {
            if (text[at] == '"')
            {
                var run = Run('"');
                if (raw ? run >= fence : !verbatim || run % 2 == 1)
                {
                    at += raw || verbatim ? run : 1;
                    return;
                }

                Blank(run);
            }
            else if (!raw && !verbatim && text[at] == '\\')
            {
                Blank(2);
            }
            else if (dollars > 0 && text[at] == '{')
            {
                ReadHole(raw ? dollars : 1);
            }
            else
            {
                Blank(1);
            }
        }
    }

    private void ReadHole(int braces)
    {
        var run = Run('{');
        if (braces == 1 && run % 2 == 0 || run < braces)
        {
            Blank(run);
            return;
        }

        Blank(run);
        ReadCode(inHole: true);
        Blank(braces);
    }

    private bool Starts(string value) => string.CompareOrdinal(text, at, value, 0, value.Length) == 0;

    private int Run(char c)
    {
        var end = at;
        while (end < text.Length && text[end] == c)
        {
            end++;
        }

        return end - at;
    }

    private int LineEnd() => text.IndexOf('\n', at) is var end and >= 0 ? end : text.Length;

    private void Blank(int count) => BlankUntil(at + count);

    private void BlankUntil(int end)
    {
        for (end = end < 0 ? text.Length : Math.Min(end, text.Length); at < end; at++)
        {
            result[at] = text[at] == '\n' ? '\n' : ' ';
        }
    }
}
