using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Domain;

public sealed class SessionLawsTests
{
    [Fact]
    public void Every_law_holds_after_every_request_under_every_policy() => Law.Holds(
        Prop.ForAll(History().ToArbitrary(), requests =>
        {
            var student = StudentSessions.None;
            foreach (var request in requests)
            {
                student = SessionMachine.Decide(student, request).Student;
                foreach (var now in new[] { request.Stamp.ReceivedAt, request.Stamp.ReceivedAt + Duration.FromMinutes(12) })
                {
                    foreach (var law in SessionLaws.All)
                    {
                        law.Violation(student, now).ShouldBeNull(law.Name);
                    }
                }
            }
        }),
        cases: 300);

    [Fact]
    public void A12_Asking_again_changes_nothing() => Law.Holds(
        Prop.ForAll(History().ToArbitrary(), requests =>
        {
            var student = StudentSessions.None;
            foreach (var request in requests)
            {
                var once = SessionMachine.Decide(student, request);
                var twice = SessionMachine.Decide(once.Student, request);
                twice.Changed.ShouldBeEmpty();
                Totals(twice.Student, request.Stamp.ReceivedAt).ShouldBe(Totals(once.Student, request.Stamp.ReceivedAt));
                student = once.Student;
            }
        }),
        cases: 200);

    [Fact]
    public void A3_A_session_that_answered_reopened_is_live_and_one_within_the_gap_is_never_lost() => Law.Holds(
        Prop.ForAll(History().ToArbitrary(), requests =>
        {
            var student = StudentSessions.None;
            foreach (var request in requests)
            {
                var before = student.Find(request.ClientSessionId);
                var decision = SessionMachine.Decide(student, request);
                student = decision.Student;
                foreach (var verdict in decision.Verdicts.Where(_ => request is SendBeats && before is not null))
                {
                    var at = verdict.EffectiveAt!.Value;
                    var close = before!.End is null && at - before.LastActivityAt <= before.Policy.IdleTimeout && at >= before.StartedAt;
                    if (close && request.Stamp.ReceivedAt - at <= before.Policy.IdleTimeout)
                    {
                        verdict.Outcome.ShouldBeOneOf(SessionOutcome.Accepted, SessionOutcome.Reopened, SessionOutcome.Duplicate);
                        decision.Session!.Evidence.LatestUntil(at)!.EffectiveAt.ShouldBe(at);
                    }
                }
            }
        }),
        cases: 200);

    private static Gen<ImmutableArray<SessionRequest>> History() =>
        from policy in Histories.Policies
        from other in Histories.Policies
        from zone in Gen.Elements(Histories.OddZones)
        from elsewhere in Gen.Elements(Histories.OddZones)
        from requests in Histories.Requests([policy, policy, other with { Name = "other" }], [zone, zone, elsewhere])
        select requests;

    private static ImmutableSortedDictionary<TotalKey, Duration> Totals(StudentSessions student, Instant now) => StudentTotals.Of(
        student.All.SelectMany(state => SessionCredit.Of(state, SessionFold.Of(state, now))));
}
