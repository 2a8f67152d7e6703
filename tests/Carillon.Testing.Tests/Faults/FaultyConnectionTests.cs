using System.Data;
using Carillon.Testing.Faults;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Carillon.Testing.Tests.Faults;

public sealed class FaultyConnectionTests : IAsyncDisposable
{
    private readonly Ledger _ledger = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crash_really_closes_the_connection_and_rolls_back()
    {
        await _ledger.ResetAsync(Cancel);
        var inner = _ledger.NewConnection();
        var plan = FaultPlan.CrashAt(3, CrashMoment.After);
        await using var connection = plan.Wrap(inner);

        await Should.ThrowAsync<SimulatedCrashException>(() => Ledger.ChargeAsync(connection, Cancel));

        inner.State.ShouldBe(ConnectionState.Closed);
        plan.CrashedAt!.Sql.ShouldBe("UPDATE account");
        (await _ledger.ReadAsync(Cancel)).ShouldBe((100, 0));
    }

    [Fact]
    public async Task A_crash_after_commit_keeps_the_rows()
    {
        await _ledger.ResetAsync(Cancel);
        await using var connection = FaultPlan.CrashAt(4, CrashMoment.After).Wrap(_ledger.NewConnection());

        await Should.ThrowAsync<SimulatedCrashException>(() => Ledger.ChargeAsync(connection, Cancel));

        (await _ledger.ReadAsync(Cancel)).ShouldBe((90, 1));
    }

    [Fact]
    public async Task After_the_crash_every_use_throws_on_every_connection_of_the_process_and_disposing_is_silent()
    {
        await _ledger.ResetAsync(Cancel);
        var plan = FaultPlan.CrashAt(2, CrashMoment.Before);
        var (first, second) = (plan.Wrap(_ledger.NewConnection()), plan.Wrap(_ledger.NewConnection()));
        await second.OpenAsync(Cancel);
        var early = second.CreateCommand();
        early.CommandText = "SELECT 1";

        await Should.ThrowAsync<SimulatedCrashException>(() => Ledger.ChargeAsync(first, Cancel));

        second.State.ShouldBe(ConnectionState.Closed);
        Should.Throw<SimulatedCrashException>(() => early.ExecuteScalar()).Point.ShouldBe(plan.CrashedAt);
        Should.Throw<SimulatedCrashException>(() => second.CreateCommand());
        Should.Throw<SimulatedCrashException>(() => second.BeginTransaction());
        Should.Throw<SimulatedCrashException>(() => plan.Wrap(_ledger.NewConnection()).Open());
        await Should.ThrowAsync<SimulatedCrashException>(() => second.OpenAsync(Cancel));
        await first.DisposeAsync();
        second.Dispose();
    }

    [Fact]
    public async Task A_result_that_was_computed_is_not_seen()
    {
        await _ledger.ResetAsync(Cancel);
        await using var connection = FaultPlan.CrashAt(1, CrashMoment.After).Wrap(_ledger.NewConnection());
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO entry VALUES ('returned', 1) RETURNING key";

        await Should.ThrowAsync<SimulatedCrashException>(() => command.ExecuteReaderAsync(Cancel));

        (await _ledger.ReadAsync(Cancel)).Entries.ShouldBe(1);
    }

    [Fact]
    public async Task Synchronous_use_savepoints_and_rollback_are_statements_too()
    {
        await _ledger.ResetAsync(Cancel);
        var plan = FaultPlan.NoCrash();
        using var connection = plan.Wrap(_ledger.NewConnection());
        connection.Open();
        using (var tx = connection.BeginTransaction())
        {
            tx.Save("s");
            using var command = connection.CreateCommand();
            command.Transaction = tx;
            command.CommandText = "SELECT balance FROM account";
            command.ExecuteScalar().ShouldBe(100L);
            command.ExecuteNonQuery();
            using (var reader = command.ExecuteReader())
            {
                reader.Read().ShouldBeTrue();
            }

            tx.Rollback("s");
            tx.Release("s");
            tx.Rollback();
        }

        plan.Visited.Where(point => point.Moment == CrashMoment.After).Select(point => point.Sql).ShouldBe(
        [
            "BEGIN", "SAVEPOINT s", "SELECT balance FROM account", "SELECT balance FROM account", "SELECT balance FROM account",
            "ROLLBACK TO SAVEPOINT s", "RELEASE SAVEPOINT s", "ROLLBACK",
        ]);
    }

    [Fact]
    public async Task Parameters_are_the_providers_own()
    {
        await using var connection = FaultPlan.NoCrash().Wrap(_ledger.NewConnection());
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@x", 7);
        command.Parameters.Add(parameter);
        command.CommandText = "SELECT @x + 1";

        parameter.ShouldBeOfType<SqliteParameter>();
        (await command.ExecuteScalarAsync(Cancel)).ShouldBe(8L);
    }

    [Fact]
    public async Task A_database_context_survives_a_sweep_over_it()
    {
        var scenario = _ledger.Scenario(async (connection, ct) =>
        {
            await using var context = new EntryContext(connection);
            if (!await context.Entries.AnyAsync(entry => entry.Key == "charge-1", ct))
            {
                await using var tx = await context.Database.BeginTransactionAsync(ct);
                context.Entries.Add(new() { Key = "charge-1", Amount = 10 });
                await context.SaveChangesAsync(ct);
                await context.Database.ExecuteSqlAsync($"UPDATE account SET balance = balance - {10}", ct);
                await tx.CommitAsync(ct);
            }
        });

        var report = await FaultSweep.RunAsync(scenario, TextWriter.Null, Cancel);

        report.Visited.ShouldContain(point => point.Sql.StartsWith("INSERT INTO", StringComparison.Ordinal));
        report.Visited.Count.ShouldBe(2 * report.Statements);
    }

    public async ValueTask DisposeAsync() => await _ledger.DisposeAsync();

    private sealed class EntryContext(System.Data.Common.DbConnection connection) : DbContext
    {
        public DbSet<Entry> Entries => Set<Entry>();

        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite(connection);

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Entry>(entry =>
        {
            entry.ToTable("entry").HasKey(row => row.Key);
            entry.Property(row => row.Key).HasColumnName("key");
            entry.Property(row => row.Amount).HasColumnName("amount");
        });
    }

    private sealed class Entry
    {
        public required string Key { get; init; }

        public int Amount { get; init; }
    }
}
