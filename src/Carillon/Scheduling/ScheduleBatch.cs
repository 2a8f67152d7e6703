using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Carillon.Operations;
using Carillon.Time;
using NodaTime;
using NodaTime.Text;

namespace Carillon.Scheduling;

/// <summary>Questions as newline-delimited JSON: one answer per line, in order; what is wrong with one never touches the others.</summary>
internal sealed class ScheduleBatch(ScheduleQuestions questions, string? defaultOp)
{
    private const string Known = "next, previous, range, split, business or parse";

    public async Task<bool> AnswerAsync(TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        var isGood = true;
        while (await input.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            var answer = Answer(line);
            isGood &= !answer.ContainsKey("error");
            await output.WriteLineAsync(answer.ToJsonString(OperationJson.Options).AsMemory(), cancellationToken).ConfigureAwait(false);
        }

        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        return isGood;
    }

    private JsonObject Answer(string line)
    {
        JsonNode? id = null;
        try
        {
            using var document = JsonDocument.Parse(line);
            var fields = new ScheduleFields(document.RootElement);
            id = fields.Id;
            var answer = new JsonObject { ["id"] = id?.DeepClone() };
            Fill(answer, fields.Text("op") ?? defaultOp ?? throw ScheduleRequestException.Missing("op"), fields.Read());
            return answer;
        }
        catch (JsonException e)
        {
            return Error(id, $"The line is no JSON: {e.Message}", null, (int?)e.BytePositionInLine, null);
        }
        catch (ScheduleRequestException e)
        {
            return Error(id, e.Message, e.Field, e.Offset, e.Length);
        }
        catch (Exception e) when (e is SkippedTimeException or AmbiguousTimeException)
        {
            return Error(id, e.Message.ReplaceLineEndings(" "), e is SkippedTimeException ? "gap" : "overlap", null, null);
        }
#pragma warning disable CA1031 // Whatever one line does, the lines after it have their answers.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Error(id, e.Message.ReplaceLineEndings(" "), null, null, null);
        }
    }

    private void Fill(JsonObject answer, string op, ScheduleRequest request)
    {
        switch (op)
        {
            case "next":
                answer["instants"] = Instants(questions.Next(request));
                break;
            case "previous":
                answer["instants"] = Instants(questions.Previous(request));
                break;
            case "range":
                answer["instants"] = Instants(questions.Range(request));
                break;
            case "split":
                answer["segments"] = Segments(questions.Split(request));
                break;
            case "business" when request is { To: not null, Minutes: not null }:
                throw new ScheduleRequestException("'to' asks for open time and 'minutes' for a deadline: give one of them.", "minutes");
            case "business" when request.Minutes is not null:
                answer["deadline"] = Text(questions.Deadline(request));
                break;
            case "business":
                answer["minutes"] = Minutes(questions.OpenDuration(request));
                break;
            case "parse":
                var text = ScheduleQuestions.Text(request);
                answer["canonical"] = text.Local is CronExpression cron ? cron.ToString() : text.ToString();
                answer["description"] = text.Describe(CultureInfo.InvariantCulture);
                break;
            default:
                throw new ScheduleRequestException($"'{Printable.Clip(op)}' is no op: {Known}.", "op");
        }
    }

    private static JsonValue Minutes(Duration open) =>
        open.NanosecondOfDay % NodaConstants.NanosecondsPerMinute == 0 ? JsonValue.Create((long)open.TotalMinutes) : JsonValue.Create(open.TotalMinutes);

    private static JsonArray Instants(IEnumerable<Occurrence> occurrences) => [.. occurrences.Select(o => (JsonNode)Text(o.Instant))];

    private static JsonArray Segments(IEnumerable<DaySegment> segments) => [.. segments.Select(segment => (JsonNode)new JsonObject
    {
        ["date"] = LocalDatePattern.Iso.Format(segment.Date),
        ["start"] = Text(segment.Interval.Start),
        ["end"] = Text(segment.Interval.End),
        ["seconds"] = segment.Duration.SubsecondNanoseconds == 0 ? JsonValue.Create((long)segment.Duration.TotalSeconds) : JsonValue.Create(segment.Duration.TotalSeconds),
    })];

    private static JsonValue Text(Instant instant) => JsonValue.Create(InstantPattern.ExtendedIso.Format(instant));

    private static JsonObject Error(JsonNode? id, string message, string? field, int? offset, int? length) => new()
    {
        ["id"] = id?.DeepClone(),
        ["error"] = new JsonObject { ["message"] = message, ["field"] = field, ["offset"] = offset, ["length"] = length },
    };
}
