using Carillon.Sessions.Tests.Domain;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Storage;

public sealed class PolicyStoreTests
{
    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_policy_that_was_rolled_back_is_not_remembered(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await using (var tx = await room.Installation.Connections.BeginAsync(Classroom.Tenant, Ct))
        {
            await room.Study.StartAsync(tx, Start("an", "s", 0), Ct);
            await room.Study.SubmitAsync(tx, room.Command("an", "s", 0), Ct);
        }

        // Another host, with other rules, is the first to commit.
        Configure(room, SessionPolicy.Default with { IdleTimeout = Duration.FromMinutes(15) });
        await room.StartAsync("an", "s", 0, Ct);
        Configure(room, SessionPolicy.Default);
        (await room.Study.FindAsync(Classroom.Tenant, "an", "s", Ct))!.IdleAt.ShouldBe(Story.At(15));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rules_that_a_new_deployment_states_follow_those_that_were_applied_before_it(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.StartAsync("an", "first", 0, Ct);
        await room.Study.SetPolicyAsync(Classroom.Tenant, SessionPolicy.Default with { Version = 2, IdleTimeout = Duration.FromMinutes(15) }, Ct);
        (await room.StartAsync("binh", "applied", 0, Ct)).Session!.IdleAt.ShouldBe(Story.At(15));

        Configure(room, SessionPolicy.Default with { Version = 2, IdleTimeout = Duration.FromMinutes(5) });
        (await room.StartAsync("chi", "deployed", 0, Ct)).Session!.IdleAt.ShouldBe(Story.At(5));
        (await VersionsAsync(room)).ShouldBe(["an v1", "binh v2", "chi v3"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_host_that_states_what_the_tenant_has_met_before_changes_nothing(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        var next = SessionPolicy.Default with { IdleTimeout = Duration.FromMinutes(5) };
        foreach (var (student, host) in new[] { ("an", SessionPolicy.Default), ("binh", next), ("chi", SessionPolicy.Default), ("dung", next) })
        {
            Configure(room, host);
            await room.StartAsync(student, "s", 0, Ct);
        }

        (await VersionsAsync(room)).ShouldBe(["an v1", "binh v2", "chi v2", "dung v2"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_lower_version_of_the_host_is_a_statement_like_any_other(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, SessionPolicy.Default with { Version = 7 }, Ct);
        await room.StartAsync("an", "s", 0, Ct);
        Configure(room, SessionPolicy.Default with { Version = 3, IdleTimeout = Duration.FromMinutes(5) });
        await room.StartAsync("binh", "s", 0, Ct);

        (await VersionsAsync(room)).ShouldBe(["an v7", "binh v8"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_set_for_a_tenant_that_never_met_the_host_holds(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        await room.Study.SetPolicyAsync(Classroom.Tenant, SessionPolicy.Default with { Version = 2, IdleTimeout = Duration.FromMinutes(15) }, Ct);
        (await room.StartAsync("an", "s", 0, Ct)).Session!.IdleAt.ShouldBe(Story.At(15));
        await Should.ThrowAsync<ArgumentException>(async () => await room.Study.SetPolicyAsync(
            Classroom.Tenant, SessionPolicy.Default with { Version = 2, IdleTimeout = Duration.FromMinutes(9) }, Ct));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Students_who_start_at_once_meet_a_statement_once(string kind)
    {
        await using var room = await Classroom.OpenAsync(kind, Ct);
        var started = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () => await room.Study.StartAsync(Classroom.Tenant, Start($"s{i}", "s", 0), Ct), Ct)));

        started.ShouldAllBe(reply => reply.Outcome == SessionOutcome.Started);
        (await room.QueryAsync("SELECT version FROM study_policy", row => row.GetInt32(0), Ct)).ShouldBe([1]);
    }

    private static void Configure(Classroom room, SessionPolicy policy) =>
        room.Installation.Services.GetRequiredService<IOptions<SessionsOptions>>().Value.Policy = policy;

    private static Task<List<string>> VersionsAsync(Classroom room) =>
        room.QueryAsync("SELECT student || ' v' || policy_version FROM study_session ORDER BY student", row => row.GetString(0), Ct);

    private static StartStudy Start(string student, string session, double minute) =>
        new(student, session, new(Story.At(minute)), new(Story.At(minute)), "maths", "Asia/Ho_Chi_Minh");
}
