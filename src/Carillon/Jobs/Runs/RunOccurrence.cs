using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Carillon.Jobs;

/// <summary>The identity of a scheduled run: it survives a change of the time zone, and tells two schedules of one job apart.</summary>
/// <param name="ScheduleId">The schedule.</param>
/// <param name="Scheduled">The local time that the schedule names.</param>
/// <param name="Pass">Which showing of that local time: 2 for the second when the clocks go back, otherwise 1.</param>
public sealed record RunOccurrence(string ScheduleId, LocalDateTime Scheduled, int Pass)
{
    private static readonly Guid Space = new("b7b8f6a6-6a1f-4b0e-8a43-2f6a1d9a64b1");

    /// <summary>The id of the occurrence's run for a tenant; always the same.</summary>
    public Guid RunId(Tenancy.TenantId tenant) => DeterministicGuid.Create(
        Space, tenant.Value, ScheduleId, LocalDateTimePattern.FullRoundtripWithoutCalendar.Format(Scheduled), Pass.ToString(CultureInfo.InvariantCulture));
}
