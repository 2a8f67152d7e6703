using Carillon.EntityFrameworkCore;
using Carillon.Operations;
using Carillon.Outbox;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Storage;

/// <summary>Erasing a person from every pack at once, and what the audit log says of it.</summary>
public sealed class SubjectErasureTests
{
    private static readonly TenantId School = TenantId.Parse("hocmai");
    private static readonly Instant Morning = Instant.FromUtc(2026, 3, 2, 1, 0);

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_part_and_the_messages_are_erased_and_others_are_left_alone(string kind)
    {
        await using var installation = await OpenAsync<Library>(kind);

        var erased = await installation.Services.GetRequiredService<SubjectErasure>().EraseAsync(School, "an", "lan", Ct);

        erased.ShouldBe([new("library", 1), new("sessions", 2), new("outbox", 1), new("queue", 0)]);
        (await LeftAsync(installation)).ShouldBe(["library binh", "sessions binh", "sessions binh", "outbox binh"]);
        (await NotedAsync(installation)).ShouldBe([
            new("lan", AuditActions.ErasureRequested) { Tenant = School },
            new("lan", AuditActions.Erased) { Tenant = School, After = """{"library":1,"sessions":2,"outbox":1,"queue":0}""" }]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Where_one_part_fails_nothing_is_erased_and_the_log_says_only_that_it_was_asked_for(string kind)
    {
        await using var installation = await OpenAsync<BrokenLibrary>(kind);
        var before = await LeftAsync(installation);

        await Should.ThrowAsync<InvalidDataException>(async () =>
            await installation.Services.GetRequiredService<SubjectErasure>().EraseAsync(School, "an", "lan", Ct));

        (await LeftAsync(installation)).ShouldBe(before);
        (await NotedAsync(installation)).ShouldBe([new("lan", AuditActions.ErasureRequested) { Tenant = School }]);
    }

    [Fact]
    public async Task Erasing_again_and_erasing_somebody_unknown_finds_nothing()
    {
        await using var installation = await OpenAsync<Library>("sqlite");
        var erasure = installation.Services.GetRequiredService<SubjectErasure>();
        await erasure.EraseAsync(School, "an", "lan", Ct);

        foreach (var nobody in new[] { "an", "nobody", "'; DROP TABLE study_session; --", "nhà 🏠" })
        {
            (await erasure.EraseAsync(School, nobody, "lan", Ct)).ShouldAllBe(part => part.Removed == 0);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("an\n")]
    [InlineData("half \ud800 a pair")]
    [InlineData(null)]
    public async Task What_is_no_id_is_refused_before_it_is_noted(string? subject)
    {
        await using var installation = await OpenAsync<Library>("sqlite");
        var erasure = installation.Services.GetRequiredService<SubjectErasure>();

        await Should.ThrowAsync<ArgumentException>(async () => await erasure.EraseAsync(School, subject!, "lan", Ct));
        await Should.ThrowAsync<ArgumentException>(async () => await erasure.EraseAsync(School, new string('a', 201), "lan", Ct));

        (await NotedAsync(installation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_parts_of_one_name_are_refused()
    {
        await using var installation = await TestInstallation.StartAsync("sqlite", Ct, b => b.AddSessions().AddErasure<Library>().AddErasure<BrokenLibrary>());

        Should.Throw<ArgumentException>(() => installation.Services.GetRequiredService<SubjectErasure>()).Message.ShouldContain("'library'");
    }

    [Fact]
    public async Task It_is_offered_as_an_operation()
    {
        await using var installation = await OpenAsync<Library>("sqlite");
        var operation = installation.Services.GetRequiredService<OperationCatalog>().Find("subjects.erase")!;
        var context = new OperationContext(installation.Services) { Tenant = School };

        var output = (EraseSubjectOutput)(await operation.InvokeAsync(new EraseSubjectInput("an"), context, Ct))!;

        output.Parts.ShouldBe([new("library", 1), new("sessions", 2), new("outbox", 1), new("queue", 0)]);
    }

    private static async Task<TestInstallation> OpenAsync<TLibrary>(string kind)
        where TLibrary : class, IErasesSubjects
    {
        var installation = await TestInstallation.StartAsync(kind, Ct, b => b.AddSessions().AddErasure<TLibrary>());
        await installation.AddTenantAsync(School.Value, Ct);
        await installation.RunUncheckedAsync(School, "CREATE TABLE library_loan (reader varchar(200) NOT NULL)", Ct);
        foreach (var student in new[] { "an", "binh" })
        {
            foreach (var session in new[] { "tab-1", "tab-2" })
            {
                await installation.Services.GetRequiredService<StudySessions>()
                    .StartAsync(School, new(student, session, new(Morning), new(Morning), "maths", "Asia/Ho_Chi_Minh", null), Ct);
            }

            await using var transaction = await installation.Connections.BeginAsync(School, Ct);
            await transaction.ExecuteAsync($"INSERT INTO library_loan (reader) VALUES ({student})", Ct);
            await transaction.ExecuteAsync($"DELETE FROM carillon_outbox", Ct);
            await installation.Services.GetRequiredService<IOutbox>()
                .AppendAsync(transaction, [.. new[] { "an", "binh" }.Select(s => new OutboxMessage($"due:{s}", "library.due", "{}") { Subject = s })], Ct);
            await transaction.CommitAsync(Ct);
        }

        return installation;
    }

    private static async Task<List<string>> LeftAsync(TestInstallation installation)
    {
        await using var transaction = await installation.Connections.BeginAsync(School, TransactionMode.Read, Ct);
        return await transaction.QueryAsync(
            $"""
            SELECT 'library ' || reader, 1 AS part FROM library_loan
            UNION ALL SELECT 'sessions ' || student, 2 FROM study_session
            UNION ALL SELECT 'outbox ' || subject, 3 FROM carillon_outbox
            ORDER BY 2, 1
            """,
            row => row.Text(0),
            Ct);
    }

    private static async Task<List<AuditNote>> NotedAsync(TestInstallation installation) =>
        [.. (await installation.Services.GetRequiredService<IAuditLog>().ListAsync(new() { Action = "erasure" }, Ct)).Reverse().Select(entry => entry.Note)];

    private sealed class Library : IErasesSubjects
    {
        public string Part => "library";

        public ValueTask<int> EraseAsync(TenantTransaction transaction, string subject, CancellationToken cancellationToken) =>
            transaction.ExecuteAsync($"DELETE FROM library_loan WHERE reader = {subject}", cancellationToken);
    }

    private sealed class BrokenLibrary : IErasesSubjects
    {
        public string Part => "library";

        public async ValueTask<int> EraseAsync(TenantTransaction transaction, string subject, CancellationToken cancellationToken)
        {
            await transaction.ExecuteAsync($"DELETE FROM library_loan", cancellationToken);
            throw new InvalidDataException("The shelf is broken.");
        }
    }
}
