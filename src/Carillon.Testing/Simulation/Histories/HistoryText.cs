using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Carillon.Testing.Simulation.Histories;

/// <summary>
/// Histories as text: <c>1. +00:00:03.5 w0 reads e1 c0 +00:00:01 | Beat { … }</c>. What follows the bar is for the reader only;
/// what stands before it is enough to replay, as events are made again from the seed and their emission.
/// </summary>
internal static partial class HistoryText
{
    private static readonly DurationPattern Offset = DurationPattern.CreateWithInvariantCulture("+HH:mm:ss.FFFFFF");

    public static string Print<TState, TEvent>(History<TState, TEvent> history)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"seed {history.Seed} start {InstantPattern.ExtendedIso.Format(history.Start)}").AppendLine();
        for (var i = 0; i < history.Steps.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i + 1,4}. ").AppendLine(Line(history.Start, history.Steps[i]));
        }

        return text.ToString();
    }

    public static (ulong Seed, Instant Start, IReadOnlyList<Turn> Steps) Parse(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var header = lines.Select(line => Header().Match(line)).FirstOrDefault(match => match.Success)
            ?? throw new FormatException("The history has no line 'seed N start INSTANT'.");
        var start = InstantPattern.ExtendedIso.Parse(header.Groups["start"].Value).GetValueOrThrow();
        if (!ulong.TryParse(header.Groups["seed"].Value, CultureInfo.InvariantCulture, out var seed))
        {
            throw new FormatException($"'{header.Groups["seed"].Value}' is not a seed.");
        }

        var steps = new List<Turn>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (Numbered().IsMatch(lines[i]))
            {
                steps.Add(ParseLine(start, lines[i], i + 1));
            }
        }

        return (seed, start, steps);
    }

    private static string Line<TState, TEvent>(Instant start, HistoryStep<TState, TEvent> done)
    {
        var (turn, work) = (done.Turn, done.Turn.Emission);
        var head = $"{Offset.Format(turn.At - start)} w{turn.Worker}{Skew(turn.Skew)} ";
        var version = done.Stored.Version;
        return head + done.Outcome switch
        {
            StepOutcome.Seen when work is not null => $"{Taking(start, work)} | {done.Event} sees v{version}",
            StepOutcome.Seen => $"sweeps | sees v{version}",
            StepOutcome.Won => $"writes | won v{version} {done.Stored.State}{string.Concat(done.Effects.Select(effect => $" + {effect.Key}"))}",
            StepOutcome.Threw => (work is null ? "sweeps" : Taking(start, work)) + " | the machine threw",
            _ => (turn.Kind == TurnKind.Crash ? "crashes" : "writes") + $" | {Word(done)}",
        };
    }

    private static string Word<TState, TEvent>(HistoryStep<TState, TEvent> done) => done.Outcome switch
    {
        StepOutcome.Lost => $"lost: v{done.Stored.Version} is stored",
        StepOutcome.Unchanged => "nothing to write",
        StepOutcome.Crashed => "its work is lost",
        _ => "nothing in hand",
    };

    private static string Taking(Instant start, Emission work) =>
        $"reads e{work.Ordinal} c{work.Client}{Skew(work.Skew)} {Offset.Format(work.At - start)}";

    private static string Skew(Duration skew) => skew == Duration.Zero ? "" : $"~{Offset.Format(skew)}";

    private static Turn ParseLine(Instant start, string line, int number)
    {
        var match = StepLine().Match(line);
        if (!match.Success)
        {
            throw new FormatException($"Line {number} is not a step: '{line.Trim()}'.");
        }

        var work = match.Groups["event"].Success
            ? new Emission(Number("event"), Number("client"), start + Span("emitted"), Span("clientSkew"))
            : null;
        var kind = match.Groups["verb"].Value switch
        {
            "writes" => TurnKind.Write,
            "crashes" => TurnKind.Crash,
            "sweeps" => TurnKind.Sweep,
            _ => TurnKind.Read,
        };
        return new(start + Span("at"), Number("worker"), kind, work, Span("skew"));

        int Number(string group) => int.TryParse(match.Groups[group].Value, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException($"Line {number}: '{match.Groups[group].Value}' is out of range.");

        Duration Span(string group) => match.Groups[group] is { Success: true, Value: var value }
            ? Offset.Parse(value) is { Success: true, Value: var span }
                ? span
                : throw new FormatException($"Line {number}: '{value}' is not a time such as +00:01:02.5.")
            : Duration.Zero;
    }

    [GeneratedRegex(@"^\s*seed (?<seed>\d+) start (?<start>\S+)\s*$")]
    private static partial Regex Header();

    [GeneratedRegex(@"^\s*\d+\. ")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^\s*\d+\. (?<at>[-+]\S+) w(?<worker>\d+)(~(?<skew>\S+))? (?<verb>writes|crashes|sweeps|reads e(?<event>\d+) c(?<client>\d+)(~(?<clientSkew>\S+))? (?<emitted>[-+]\S+))\s*(\|.*)?$")]
    private static partial Regex StepLine();
}
