using Carillon.Time;
using NodaTime;
using NodaTime.TimeZones;
using NodaTime.Utility;

namespace Carillon.Scheduling;

internal static class DiffOperation
{
    private static readonly Duration Year = Duration.FromDays(366);

    public static void AddTo(CarillonBuilder builder) =>
        builder.AddQuestion<DiffInput, ScheduleDifferences>("diff", "Which runs other time zone rules move.", i => i.Batch, Diff);

    private static ScheduleDifferences Diff(ScheduleQuestions questions, DiffInput input)
    {
        var asked = new ScheduleInput { Cron = input.Cron, Dialect = input.Dialect, Zone = input.Zone, From = input.From, Gap = input.Gap, Overlap = input.Overlap };
        var request = asked.ToRequest(questions.Clock);
        var from = ScheduleQuestions.Moment(request.From, "from");
        var to = input.To ?? from + Year;
        var local = ScheduleQuestions.Text(request).Local ?? throw new ScheduleRequestException("Option '--cron': elapsed time is the same by all rules.", "cron");
        var other = Read(input.Rules ?? throw ScheduleRequestException.MissingOption("--rules"));
        questions.Zone(request);
        _ = other.GetZoneOrNull(request.Zone!) ?? throw new ScheduleRequestException($"The zone '{Printable.Clip(request.Zone!)}' is unknown to {other.VersionId}.", "zone");
        if (to < from)
        {
            throw new ScheduleRequestException("Option '--to': it is before --from.", "to");
        }

        var changes = RunChanges.Diff(local, request.Zone!, ScheduleQuestions.Policy(request, local), questions.Zones, other, new Interval(from, to));
        return new(questions.Zones.VersionId, other.VersionId, [.. changes.Select(c => new ScheduleDifference(c.Identity.ToString(), c.Before?.Instant, c.After?.Instant))]);
    }

    private static DateTimeZoneCache Read(FileInfo file)
    {
        using var stream = file.OpenRead();
        try
        {
            return new DateTimeZoneCache(TzdbDateTimeZoneSource.FromStream(stream));
        }
        catch (Exception e) when (e is InvalidNodaDataException or EndOfStreamException)
        {
            throw new ScheduleRequestException($"Option '--rules': the file holds no time zone rules in NodaTime's format. {e.Message}", "rules");
        }
    }
}
