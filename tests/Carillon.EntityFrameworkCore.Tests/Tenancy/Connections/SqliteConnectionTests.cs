using Carillon.Tenancy;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Connections;

public sealed class SqliteConnectionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_of_the_outside_opens_and_every_other_is_refused_for_its_reason()
    {
        await using var bench = await ConnectionBench.StartAsync(Ct);
        var folder = bench.Installation.Folder!;
        var outside = Path.Combine(folder, "outside.db");
        await using (var made = new SqliteConnection($"Data Source={outside};Pooling=false"))
        {
            await made.OpenAsync(Ct);
            await using var command = made.CreateCommand();
            command.CommandText = "CREATE TABLE cases (id INTEGER)";
            await command.ExecuteNonQueryAsync(Ct);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "text.db"), new string('x', 4096), Ct);
        (await OutcomeAsync(bench, outside)).ShouldBe(ConnectionTestOutcome.Ok);
        (await OutcomeAsync(bench, Path.Combine(folder, "tenants", "hocmai.db"))).ShouldBe(ConnectionTestOutcome.Ok);
        (await OutcomeAsync(bench, Path.Combine(folder, "tenants", "icc.db"))).ShouldBe(ConnectionTestOutcome.WrongTenantDatabase);
        (await OutcomeAsync(bench, Path.Combine(folder, "control.db"))).ShouldBe(ConnectionTestOutcome.WrongTenantDatabase);
        (await OutcomeAsync(bench, Path.Combine(folder, "missing.db"))).ShouldBe(ConnectionTestOutcome.DatabaseMissing);
        (await OutcomeAsync(bench, Path.Combine(folder, "text.db"))).ShouldBe(ConnectionTestOutcome.Failed);
        File.Exists(Path.Combine(folder, "missing.db")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("relative.db", null)]
    [InlineData("/x.db", "localhost")]
    public async Task What_is_no_file_is_refused_when_it_is_added(string database, string? host)
    {
        await using var bench = await ConnectionBench.StartAsync(Ct);
        await Should.ThrowAsync<ArgumentException>(async () => await bench.AddAsync(new("sqlite", database) { Host = host }, Ct));
        (await bench.Named.ListAsync(new(), Ct)).ShouldBeEmpty();
    }

    private static async Task<ConnectionTestOutcome> OutcomeAsync(ConnectionBench bench, string file) => (await bench.TryOutAsync(new("sqlite", file), Ct)).Outcome;
}
