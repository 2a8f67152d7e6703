using Carillon.Tenancy;
using Carillon.TestSupport;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests;

public sealed class StatementTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 29, 1, 30).PlusNanoseconds(123_456_000);

    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Reads_back_every_type_that_a_parameter_can_have(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        await installation.AddTenantAsync("hocmai", ct);
        await using var tx = await installation.Connections.BeginAsync(TenantId.Parse("hocmai"), ct);
        var id = Guid.NewGuid();
        await tx.ExecuteScriptAsync($"CREATE TABLE sample (id {(kind == "sqlite" ? "TEXT" : "uuid")}, at {tx.Dialect().InstantType}, name text, n bigint, flag {(kind == "sqlite" ? "INTEGER" : "boolean")}, day {(kind == "sqlite" ? "TEXT" : "date")}, long bigint)", ct);

        await tx.ExecuteAsync($"INSERT INTO sample (id, at, name, n, flag, day, long) VALUES ({id}, {At}, {"o'Brien 🙂"}, {42L}, {true}, {new LocalDate(2026, 3, 29)}, {Duration.FromMinutes(10)})", ct);
        var row = await tx.FirstOrDefaultAsync(
            $"SELECT id, at, name, n, flag, day, long FROM sample WHERE id = {id} AND at = {At} AND name = {"o'Brien 🙂"}",
            r => (r.Guid(0), r.Instant(1), r.Text(2), r.Long(3), r.Bool(4), r.Date(5), r.Duration(6)),
            ct);

        row.ShouldBe((id, At, "o'Brien 🙂", 42L, true, new LocalDate(2026, 3, 29), Duration.FromMinutes(10)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Writes_a_batch_of_rows_with_nulls_in_one_statement(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        await installation.AddTenantAsync("hocmai", ct);
        await using var tx = await installation.Connections.BeginAsync(TenantId.Parse("hocmai"), ct);
        await tx.ExecuteScriptAsync($"CREATE TABLE sample (id {(kind == "sqlite" ? "TEXT" : "uuid")}, at {tx.Dialect().InstantType}, name text, n integer)", ct);
        var items = Enumerable.Range(0, 1000)
            .Select(i => (Id: Guid.NewGuid(), At: i % 3 == 0 ? (Instant?)null : At + Duration.FromSeconds(i), Name: i % 5 == 0 ? null : $"'{i}\"", N: i))
            .ToList();
        var rows = RowSet.Of(items, c => c.Column("id", i => i.Id).Column("at", i => i.At).Column("name", i => i.Name).Column("n", i => i.N));

        var written = await tx.ExecuteAsync($"INSERT INTO sample (id, at, name, n) SELECT r.id, r.at, r.name, r.n FROM {rows:r}", ct);
        var back = await tx.QueryAsync($"SELECT id, at, name, n FROM sample ORDER BY n", r => (r.Guid(0), r.InstantOrNull(1), r.TextOrNull(2), r.Int(3)), ct);

        written.ShouldBe(1000);
        back.ShouldBe(items);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rows_that_are_expected_to_be_new_are_merged_where_one_of_them_is_not(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        await installation.AddTenantAsync("hocmai", ct);
        await using var tx = await installation.Connections.BeginAsync(TenantId.Parse("hocmai"), ct);
        await tx.ExecuteScriptAsync("CREATE TABLE sample (n integer PRIMARY KEY, times integer)", ct);
        var texts = new List<string>();
        ValueTask<int> AddAsync(params int[] numbers) => tx.ExpectNewAsync(
            onConflict =>
            {
                texts.Add(onConflict.Text);
                var rows = RowSet.Of(numbers, c => c.Column("n", n => n));
                return tx.ExecuteAsync($"INSERT INTO sample (n, times) SELECT r.n, 1 FROM {rows:r} WHERE 1 = 1 {onConflict}", ct);
            },
            new SqlText("ON CONFLICT (n) DO UPDATE SET times = sample.times + 1"),
            ct);

        var first = await AddAsync(1, 2);
        var second = await AddAsync(2, 3);
        var third = await AddAsync(4);
        var back = await tx.QueryAsync($"SELECT n, times FROM sample ORDER BY n", r => (r.Int(0), r.Int(1)), ct);

        (first, second, third).ShouldBe((2, 2, 1));
        texts.ConvertAll(text => text.Length > 0).ShouldBe([false, false, true, false], "without a look at conflicts first, and only then with it");
        back.ShouldBe([(1, 1), (2, 2), (3, 1), (4, 1)], "each row once");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_error_that_is_no_conflict_is_not_tried_again(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        await installation.AddTenantAsync("hocmai", ct);
        await using var tx = await installation.Connections.BeginAsync(TenantId.Parse("hocmai"), ct);
        var tries = 0;

        await Should.ThrowAsync<System.Data.Common.DbException>(async () => await tx.ExpectNewAsync(
            _ =>
            {
                tries++;
                return tx.ExecuteAsync($"INSERT INTO no_such_table (n) VALUES (1)", ct);
            },
            SqlText.Empty,
            ct));

        tries.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Refuses_a_database_that_carries_another_tenants_stamp(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        var hocmai = await installation.AddTenantAsync("hocmai", ct);
        await using (var tx = await installation.Connections.BeginAsync(hocmai.Id, ct))
        {
            await tx.ExecuteAsync($"UPDATE carillon_identity SET tenant_id = {"icc"}", ct);
            await tx.CommitAsync(ct);
        }

        await using var restarted = await installation.RestartAsync(ct);
        var error = await Should.ThrowAsync<WrongTenantDatabaseException>(async () => await restarted.Connections.BeginAsync(hocmai.Id, ct));
        error.Found.ShouldContain("icc");
    }
}
