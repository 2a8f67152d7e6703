using Carillon.Jobs;
using Carillon.Outbox;
using Carillon.Tenancy;
using Carillon.Testing.Faults;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Lifecycle;

/// <summary>T4: a wrong, cloned or restored database is refused before the first statement, until it is adopted on purpose.</summary>
public sealed class AdoptionTests
{
    private const string Clone =
        """
        UPDATE carillon_identity SET tenant_id = 'icc', incarnation = 3;
        UPDATE carillon_outbox SET tenant_id = 'icc';
        UPDATE carillon_run SET tenant_id = 'icc';
        """;

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_restored_database_is_adopted_under_a_new_incarnation_and_its_messages_wait(string kind)
    {
        var sent = new List<string>();
        await using var life = await StartAsync(kind, sent);
        await life.Lifecycle.SuspendAsync(Life.Hocmai, "restored", Life.Actor, Ct);

        var adopted = await AdoptAsync(life);

        (adopted.Tenant.Incarnation, adopted.Tenant.Status, adopted.Found.ToString(), adopted.HeldMessages).ShouldBe((2, TenantStatus.Suspended, "hocmai:1", 2));
        (await life.ActionsAsync(Life.Hocmai, Ct)).ShouldContain(AuditActions.TenantAdopted);
        await life.Lifecycle.ResumeAsync(Life.Hocmai, Life.Actor, Ct);
        await DispatchAsync(life);
        sent.ShouldBeEmpty();
        var held = life.Get<IHeldMessages>();
        (await held.ListAsync(Life.Hocmai, Ct)).Select(t => (t.Topic, t.Messages)).ShouldBe([("test.a", 1L), ("test.b", 1L)]);
        (await held.DiscardAsync(Life.Hocmai, "test.b", Ct)).ShouldBe(1);
        (await held.ReleaseAsync(Life.Hocmai, null, Ct)).ShouldBe(1);
        await DispatchAsync(life);
        sent.ShouldBe(["a"]);
        (await held.ListAsync(Life.Hocmai, Ct)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Another_tenants_clone_is_adopted_only_when_its_stamp_is_named_and_its_rows_become_the_tenants(string kind)
    {
        await using var life = await StartAsync(kind, []);
        await life.Installation.RunUncheckedAsync(Life.Hocmai, Clone, Ct);
        await life.Lifecycle.SuspendAsync(Life.Hocmai, "cloned", Life.Actor, Ct);

        (await Should.ThrowAsync<ArgumentException>(() => AdoptAsync(life))).Message.ShouldContain("stamped icc:3, which is another tenant's");
        (await Should.ThrowAsync<ArgumentException>(() => AdoptAsync(life, "icc:2"))).Message.ShouldContain("stamped icc:3, not icc:2");
        (await Should.ThrowAsync<ArgumentException>(() => AdoptAsync(life, "vnu"))).Message.ShouldContain("stamped icc:3, not vnu");
        (await life.FindAsync(Life.Hocmai, Ct)).Incarnation.ShouldBe(1);

        var adopted = await AdoptAsync(life, "icc:3");

        (adopted.Tenant.Incarnation, adopted.HeldMessages, adopted.Differences.Count).ShouldBe((2, 2, 0));
        await life.Lifecycle.ResumeAsync(Life.Hocmai, Life.Actor, Ct);
        (await life.Get<IHeldMessages>().ListAsync(Life.Hocmai, Ct)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("sqlite", "UPDATE carillon_identity SET tenant_id = 'icc'")]
    [InlineData("sqlite", "UPDATE carillon_identity SET incarnation = 7")]
    [InlineData("sqlite", "DELETE FROM carillon_identity")]
    [InlineData("postgresql", "UPDATE carillon_identity SET tenant_id = 'icc'")]
    [InlineData("postgresql", "UPDATE carillon_identity SET incarnation = 7")]
    [InlineData("postgresql", "DELETE FROM carillon_identity")]
    public async Task A_database_with_another_stamp_is_refused_before_the_first_statement(string kind, string change)
    {
        await using var life = await StartAsync(kind, []);
        await life.Installation.RunUncheckedAsync(Life.Hocmai, change, Ct);
        await using var restarted = new Life(await life.Installation.RestartAsync(Ct), life.Clock);
        var plan = FaultPlan.NoCrash();
        using (restarted.Get<FaultInjector>().Use(plan, tenant => tenant is not null))
        {
            await Should.ThrowAsync<WrongTenantDatabaseException>(() => restarted.Installation.Connections.BeginAsync(Life.Hocmai, Ct).AsTask());
        }

        plan.Statements.ShouldBe(0);

        // The twin: without the check the other tenant's rows are there to be read.
        await using var twin = await restarted.Installation.RentUncheckedAsync(Life.Hocmai, Ct);
        await using var command = twin.Connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM carillon_outbox";
        Convert.ToInt64(await command.ExecuteScalarAsync(Ct), null).ShouldBe(2);
    }

    [Fact]
    public async Task Hosts_that_know_the_old_incarnation_let_go_of_the_database()
    {
        await using var life = await StartAsync("postgresql", []);
        await using var second = life.Installation.SecondHost();
        await using (await second.Connections.BeginAsync(Life.Hocmai, Ct))
        {
        }

        await life.Lifecycle.SuspendAsync(Life.Hocmai, "restored", Life.Actor, Ct);
        await AdoptAsync(life);
        await life.Lifecycle.ResumeAsync(Life.Hocmai, Life.Actor, Ct);

        // It remembers the catalogue for a moment, and opens a new connection meanwhile.
        await using (await second.Connections.BeginAsync(Life.Hocmai, Ct))
        {
            await Should.ThrowAsync<WrongTenantDatabaseException>(() => second.Connections.BeginAsync(Life.Hocmai, Ct).AsTask());
        }

        life.Clock.Advance(NodaTime.Duration.FromMinutes(1));
        await using var transaction = await second.Connections.BeginAsync(Life.Hocmai, Ct);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task It_is_refused_while_somebody_may_work_with_the_database_and_where_there_is_no_stamp(string kind)
    {
        await using var life = await StartAsync(kind, []);
        (await Should.ThrowAsync<InvalidOperationException>(() => AdoptAsync(life))).Message.ShouldContain("suspend the tenant first");
        await life.Lifecycle.SuspendAsync(Life.Hocmai, "restored", Life.Actor, Ct);
        await life.Installation.RunUncheckedAsync(Life.Hocmai, "DROP TABLE carillon_identity", Ct);

        await Should.ThrowAsync<WrongTenantDatabaseException>(() => AdoptAsync(life));

        (await life.FindAsync(Life.Hocmai, Ct)).Incarnation.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Runs_that_the_two_databases_know_differently_are_listed(string kind)
    {
        await using var life = await StartAsync(kind, []);
        var runs = Enumerable.Range(0, 6).Select(i => new Guid(i + 1, 0, 0, new byte[8])).ToArray();
        var when = kind == "sqlite" ? "0" : "now()";
        string Id(int i) => kind == "sqlite" ? $"'{runs[i].ToString().ToUpperInvariant()}'" : $"'{runs[i]}'";
        string Run(int i, RunState state) =>
            $"INSERT INTO carillon_job_run (run_id, tenant_id, job, version, args, due_at, pass, state, attempt, fence_epoch, fence_number) VALUES ({Id(i)}, 'hocmai', 'test.job', 1, '{{}}', {when}, 1, {(int)state}, 0, 0, 0);";
        string Mark(int i, RunState? state) =>
            $"INSERT INTO carillon_run (tenant_id, run_id, fence_epoch, fence_number, state, ended_at) VALUES ('hocmai', {Id(i)}, 0, 1, {(state is { } s ? (int)s : "NULL")}, {(state is null ? "NULL" : when)});";
        await life.Get<ControlDatabase>().RunAsync(
            Run(0, RunState.Succeeded) + Run(1, RunState.Succeeded) + Run(2, RunState.Running) + Run(3, RunState.Failed) + Run(4, RunState.Waiting), Ct);
        await life.Installation.RunUncheckedAsync(
            Life.Hocmai, Mark(0, RunState.Succeeded) + Mark(2, RunState.Succeeded) + Mark(3, null) + Mark(5, RunState.Partial), Ct);
        await life.Lifecycle.SuspendAsync(Life.Hocmai, "restored", Life.Actor, Ct);

        var adopted = await AdoptAsync(life);

        adopted.Differences.OrderBy(d => d.RunId).ShouldBe(
        [
            new(runs[1], "test.job", "Succeeded", null),
            new(runs[2], "test.job", "Running", "Succeeded"),
            new(runs[3], "test.job", "Failed", "Claimed"),
            new(runs[5], null, null, "Partial"),
        ]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Wherever_it_dies_the_database_is_not_trusted_and_the_next_call_ends_it(string kind)
    {
        await using var life = await StartAsync(kind, []);

        var report = await FaultSweep.RunAsync(
            new()
            {
                PrepareAsync = async ct =>
                {
                    await life.Installation.RunUncheckedAsync(Life.Hocmai, Clone.Replace("3", "1", StringComparison.Ordinal), ct);
                    await life.Lifecycle.SuspendAsync(Life.Hocmai, "cloned", Life.Actor, ct);
                },
                RunAsync = async (plan, ct) =>
                {
                    using (life.Use(plan))
                    {
                        await AdoptAsync(life, "icc");
                    }
                },
                RecoverAsync = async ct =>
                {
                    var before = await life.FindAsync(Life.Hocmai, ct);
                    var stamped = await StampAsync(life, ct);
                    (stamped == "icc:1" || stamped == $"hocmai:{before.Incarnation}").ShouldBeTrue(stamped);
                    await AdoptAsync(life, "icc");
                },
                VerifyAsync = async ct =>
                {
                    (await life.Lifecycle.ResumeAsync(Life.Hocmai, Life.Actor, ct)).Incarnation.ToString((IFormatProvider?)null).ShouldBe((await StampAsync(life, ct))["hocmai:".Length..]);
                    (await life.Get<IHeldMessages>().ListAsync(Life.Hocmai, ct)).Sum(t => t.Messages).ShouldBe(2);
                },
            },
            TextWriter.Null,
            Ct);

        report.Visited.Count.ShouldBe(2 * report.Statements);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_stamp_that_is_expected_and_not_there_is_refused_also_where_the_tenants_own_is_found(string kind)
    {
        await using var life = await StartAsync(kind, []);
        await life.Installation.RunUncheckedAsync(Life.Hocmai, "UPDATE carillon_identity SET incarnation = 5", Ct);
        await life.Lifecycle.SuspendAsync(Life.Hocmai, "cloned", Life.Actor, Ct);

        (await Should.ThrowAsync<ArgumentException>(() => AdoptAsync(life, "icc"))).Message.ShouldContain("stamped hocmai:5, not icc");
        (await Should.ThrowAsync<ArgumentException>(() => AdoptAsync(life, "hocmai:4"))).Message.ShouldContain("stamped hocmai:5, not hocmai:4");
        (await life.FindAsync(Life.Hocmai, Ct)).Incarnation.ShouldBe(1);

        (await AdoptAsync(life, "hocmai:5")).Tenant.Incarnation.ShouldBe(6);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_database_in_which_another_tenant_lives_is_not_taken_from_it(string kind)
    {
        var misled = new Misled();
        await using var life = await Life.StartAsync(kind, Ct, b =>
        {
            var right = b.Services.Last(s => s.ServiceType == typeof(IDatabaseDirectory)).ImplementationFactory!;
            b.Services.AddSingleton<IDatabaseDirectory>(p =>
            {
                misled.Right = (IDatabaseDirectory)right(p);
                return misled;
            });
        });
        await life.Installation.AddTenantAsync("icc", Ct);
        await life.Installation.AddTenantAsync("hocmai", Ct);
        await life.Lifecycle.SuspendAsync(Life.Hocmai, "to be cloned", Life.Actor, Ct);
        misled.Everybody = Life.Icc;

        (await Should.ThrowAsync<InvalidOperationException>(() => AdoptAsync(life, "icc"))).Message.ShouldContain("in which tenant 'icc' lives");

        (await life.FindAsync(Life.Hocmai, Ct)).Incarnation.ShouldBe(1);
        (await StampAsync(life, Ct)).ShouldBe("icc:1");

        // A tenant that is gone has left its database.
        await life.Lifecycle.DeleteAsync(Life.Icc, TenantData.Keep, Life.Actor, Ct);
        (await AdoptAsync(life, "icc")).Tenant.Incarnation.ShouldBe(2);
    }

    [Theory]
    [InlineData("hocmai", "hocmai")]
    [InlineData("HOCMAI:12", "hocmai:12")]
    public void A_stamp_is_read_as_it_is_written(string text, string expected) => DatabaseStamp.Parse(text).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("hoc mai")]
    [InlineData("hocmai:")]
    [InlineData("hocmai:-1")]
    [InlineData("hocmai:1:2")]
    [InlineData("hocmai:99999999999999999999")]
    public void What_is_no_stamp_is_said_to_be_none(string text) => Should.Throw<FormatException>(() => DatabaseStamp.Parse(text));

    private static async Task<Life> StartAsync(string kind, List<string> sent)
    {
        var life = await Life.StartAsync(kind, Ct, b => b.AddOutboxHandler(new Sender("test.a", sent)).AddOutboxHandler(new Sender("test.b", sent)));
        await life.Installation.AddTenantAsync("hocmai", Ct);
        await using var transaction = await life.Installation.Connections.BeginAsync(Life.Hocmai, Ct);
        await life.Get<IOutbox>().AppendAsync(transaction, [new("a", "test.a", "{}"), new("b", "test.b", "{}")], Ct);
        await transaction.CommitAsync(Ct);
        return life;
    }

    private static Task<AdoptedTenant> AdoptAsync(Life life, string? from = null) =>
        life.Get<ITenantAdoption>().RunAsync(Life.Hocmai, from is null ? null : DatabaseStamp.Parse(from), Life.Actor, Ct).AsTask();

    private static async Task DispatchAsync(Life life) => await life.Get<IRunDue>().RunAsync(new() { Tenant = Life.Hocmai }, Ct);

    private static async Task<string> StampAsync(Life life, CancellationToken ct)
    {
        await using var rented = await life.Installation.RentUncheckedAsync(Life.Hocmai, ct);
        await using var command = rented.Connection.CreateCommand();
        command.CommandText = "SELECT tenant_id || ':' || incarnation FROM carillon_identity";
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Leads everybody to one tenant's database once it is told to.</summary>
    private sealed class Misled : IDatabaseDirectory
    {
        public IDatabaseDirectory? Right { get; set; }

        public TenantId? Everybody { get; set; }

        public ValueTask<DatabaseAddress> LocateAsync(TenantId tenant, CancellationToken cancellationToken) =>
            Right!.LocateAsync(Everybody ?? tenant, cancellationToken);
    }

    private sealed class Sender(string topic, List<string> sent) : IOutboxHandler
    {
        public string Topic => topic;

        public ValueTask<bool> IsStillValidAsync(OutboxDelivery delivery, CancellationToken cancellationToken) => ValueTask.FromResult(true);

        public ValueTask SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
        {
            sent.Add(delivery.Message.Key);
            return ValueTask.CompletedTask;
        }
    }
}
