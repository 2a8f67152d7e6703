using Carillon.Time.Tests.Vectors;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests.FutureEvents;

public sealed class FutureEventTests
{
    private const string Berlin = "Europe/Berlin";
    private static readonly DateTimeZoneCache Today = new(TzdbDateTimeZoneSource.Default);
    private static readonly ChangedZones Winter = new(Berlin, Instant.FromUtc(2030, 1, 1, 0, 0), Offset.FromHours(1));
    private static readonly ChangedZones Summer = new(Berlin, Instant.FromUtc(2029, 7, 1, 0, 0), Offset.FromHours(2));

    [Theory]
    [InlineData("2029-06-01T09:00:00", RederivationKind.Unchanged, 0)]
    [InlineData("2031-01-10T09:00:00", RederivationKind.Unchanged, 0)]
    [InlineData("2031-06-01T09:00:00", RederivationKind.Moved, 60)]
    [InlineData("2031-03-30T02:30:00", RederivationKind.NowUnique, 0)]
    [InlineData("2031-10-26T02:30:00", RederivationKind.NowUnique, 60)]
    public void Each_change_has_its_name_and_the_local_time_stays(string local, RederivationKind kind, int minutes)
    {
        var before = FutureEvent.At(Read(local), Berlin, Today);

        var change = before.Rederive(Winter);

        change.Kind.ShouldBe(kind);
        change.Shift.ShouldBe(Duration.FromMinutes(minutes));
        change.After!.Local.ShouldBe(before.Local);
        change.After.ZoneId.ShouldBe(Berlin);
        change.After.RulesVersion.ShouldBe("changed");
        change.After.Rederive(Winter).Kind.ShouldBe(RederivationKind.Unchanged);
    }

    [Fact]
    public void A_time_can_become_skipped_or_repeated()
    {
        FutureEvent.At(Read("2031-03-30T02:30:00"), Berlin, Winter).Rederive(Today).Kind.ShouldBe(RederivationKind.NowSkipped);
        FutureEvent.At(Read("2031-10-26T02:30:00"), Berlin, Winter).Rederive(Today).Kind.ShouldBe(RederivationKind.NowRepeated);
    }

    [Fact]
    public void A_zone_that_is_gone_takes_nothing_with_it()
    {
        var lost = FutureEvent.At(Read("2031-06-01T09:00:00"), Berlin, Today) with { ZoneId = "Nowhere/Gone" };

        lost.Rederive(Winter).ShouldBe(new Rederivation(RederivationKind.ZoneUnknown, lost, null));
        Should.Throw<DateTimeZoneNotFoundException>(() => FutureEvent.At(lost.Local, "Nowhere/Gone", Winter));
    }

    [Fact]
    public void The_stored_offset_decides_between_two_showings()
    {
        var second = FutureEvent.At(Read("2031-10-26T02:30:00"), Berlin, Today, Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnForwardShifted));

        second.Kind.ShouldBe(OccurrenceKind.SecondPass);
        second.Rederive(Today).Kind.ShouldBe(RederivationKind.Unchanged);
        second.Rederive(Today, OffsetRule.Ignore).Kind.ShouldBe(RederivationKind.Moved);
        second.Rederive(Today, OffsetRule.Ignore).Shift.ShouldBe(-Duration.FromHours(1));
    }

    [Fact]
    public void The_instant_may_be_kept_and_a_change_may_be_left_to_somebody()
    {
        var summer = FutureEvent.At(Read("2031-06-01T09:00:00"), Berlin, Today);

        summer.Rederive(Winter, OffsetRule.Use).After!.Instant.ShouldBe(summer.Instant);
        summer.Rederive(Winter, OffsetRule.Use).Kind.ShouldBe(RederivationKind.Moved);
        summer.Rederive(Winter, OffsetRule.Reject).After.ShouldBeNull();
        summer.Rederive(Today, OffsetRule.Reject).After.ShouldNotBeNull();
        FutureEvent.At(Read("2031-01-10T09:00:00"), Berlin, Today).Rederive(Summer, OffsetRule.Prefer).Shift.ShouldBe(-Duration.FromHours(1));
    }

    [Fact]
    public void An_event_that_a_resolver_took_out_of_a_gap_stays_where_it_was_while_the_rules_do()
    {
        foreach (var skipped in new SkippedTimeResolver[] { Resolvers.ReturnEndOfIntervalBefore, Resolvers.ReturnStartOfIntervalAfter, Resolvers.ReturnForwardShifted })
        {
            var before = FutureEvent.At(Read("2031-03-30T02:30:00"), Berlin, Today, Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, skipped));
            foreach (var rule in new[] { OffsetRule.Prefer, OffsetRule.Use, OffsetRule.Reject })
            {
                before.Rederive(Today, rule).ShouldBe(new Rederivation(RederivationKind.Unchanged, before, before));
                (before with { RulesVersion = "older" }).Rederive(Today, rule).Kind.ShouldBe(RederivationKind.Unchanged);
            }
        }
    }

    [Fact]
    public void An_instant_that_is_kept_has_the_offset_and_the_kind_of_the_new_rules()
    {
        var kept = FutureEvent.At(Read("2031-10-26T02:30:00"), Berlin, Today).Rederive(Winter, OffsetRule.Use).After!;

        (kept.Instant, kept.Offset, kept.Kind).ShouldBe((Instant.FromUtc(2031, 10, 26, 0, 30), Offset.FromHours(1), OccurrenceKind.Regular));
        FutureEvent.At(Read("2031-06-01T09:00:00"), Berlin, Today).Rederive(Winter, OffsetRule.Use).After!.Offset.ShouldBe(Offset.FromHours(1));
    }

    [Fact]
    public void Real_changes_of_rules_equal_the_published_vectors()
    {
        var rows = VectorRow.All("rederive_tzdb.json").ToList();
        rows.ShouldNotBeEmpty();
        foreach (var row in rows)
        {
            var local = Read(row.Text("local")!);
            var (old, now) = (row.Instants("instants_old"), row.Instants("instants_new"));
            if (old.Count == 0)
            {
                // Skipped by the old rules: the vectors do not say at which offset, only the kind can be checked.
                var skipped = FutureEvent.At(local, row.Text("zone")!, Today) with { Kind = OccurrenceKind.ShiftedFromGap };
                skipped.Rederive(Today).Kind.ShouldBe(now.Count == 0 ? RederivationKind.Unchanged : RederivationKind.NowUnique, row.Id);
            }

            for (var i = 0; i < old.Count; i++)
            {
                var kind = old.Count == 1 ? OccurrenceKind.Regular : i == 0 ? OccurrenceKind.FirstPass : OccurrenceKind.SecondPass;
                var offset = Offset.FromSeconds((int)(local.WithOffset(Offset.Zero).ToInstant() - old[i]).TotalSeconds);
                var stored = new FutureEvent(local, row.Text("zone")!, row.Text("old_rules")!, old[i], offset, kind);

                var change = stored.Rederive(Today);

                change.After!.Local.ShouldBe(local, row.Id);
                change.Kind.ShouldBe(Expected(row, old, now, i), row.Id);
                change.After.Instant.ShouldBe(now[Math.Min(i, now.Count - 1)], row.Id);
            }
        }
    }

    [Theory]
    [InlineData("9999-12-30T00:00:00")]
    [InlineData("9999-12-31T23:59:59")]
    [InlineData("-9998-01-01T00:00:00")]
    [InlineData("-9998-01-02T23:00:00")]
    public void A_local_time_at_the_ends_of_the_calendar_is_refused(string local)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => FutureEvent.At(Read(local), "America/New_York", Today)).ParamName.ShouldBe("local");
        var made = FutureEvent.At(Read("2030-06-01T09:00:00"), Berlin, Today) with { Local = Read(local) };
        Should.Throw<ArgumentOutOfRangeException>(() => made.Rederive(Winter)).ParamName.ShouldBe("Local");
    }

    [Fact]
    public void The_outermost_events_come_back_unchanged()
    {
        foreach (var local in new[] { "9999-12-29T23:59:59", "-9998-01-03T00:00:00" }.Select(Read))
        {
            foreach (var zone in new[] { "America/New_York", "Pacific/Kiritimati", "UTC" })
            {
                FutureEvent.At(local, zone, Today).Rederive(Today).Kind.ShouldBe(RederivationKind.Unchanged);
            }
        }
    }

    private static RederivationKind Expected(VectorRow row, IReadOnlyList<Instant> old, IReadOnlyList<Instant> now, int i) => row.Text("kind_new") == row.Text("kind_old")
        ? now[i] == old[i] ? RederivationKind.Unchanged : RederivationKind.Moved
        : row.Text("kind_new") switch { "unique" => RederivationKind.NowUnique, "gap" => RederivationKind.NowSkipped, _ => RederivationKind.NowRepeated };

    private static LocalDateTime Read(string text) => LocalDateTimePattern.ExtendedIso.Parse(text).Value;
}
