using System.Data.Common;
using Carillon.PostgreSql;
using Carillon.Sqlite;
using Microsoft.Data.Sqlite;
using NodaTime;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests;

/// <summary>What no row is to blame for must not count against the row that was being worked on, and the other way round.</summary>
public sealed class OutageTests
{
    [Theory]
    [InlineData("08006", true, "connection failure")]
    [InlineData("25006", true, "read-only transaction")]
    [InlineData("28P01", true, "password")]
    [InlineData("3D000", true, "no such database")]
    [InlineData("40P01", true, "deadlock")]
    [InlineData("42501", true, "permission denied")]
    [InlineData("42703", true, "undefined column")]
    [InlineData("42P01", true, "undefined table")]
    [InlineData("53100", true, "disk full")]
    [InlineData("53300", true, "too many connections")]
    [InlineData("57P01", true, "shutdown")]
    [InlineData("58030", true, "input or output")]
    [InlineData("XX001", true, "data corrupted")]
    [InlineData("22003", false, "number out of range")]
    [InlineData("22P05", false, "character that cannot be stored")]
    [InlineData("23502", false, "null")]
    [InlineData("23505", false, "unique")]
    [InlineData("23514", false, "check")]
    [InlineData("54000", false, "row too large for an index")]
    [InlineData("P0001", false, "raised by a trigger")]
    public void PostgreSql_is_judged_by_the_class_of_the_state(string state, bool isOutage, string what) =>
        new PostgreSqlDialect().IsOutage(new PostgresException(what, "ERROR", "ERROR", state)).ShouldBe(isOutage, what);

    [Fact]
    public void A_lost_connection_is_an_outage() =>
        new PostgreSqlDialect().IsOutage(new NpgsqlException("Exception while reading from stream", new EndOfStreamException())).ShouldBeTrue();

    [Theory]
    [InlineData("Host=db1;Port=5433;Database=app_icc;Username=owner;Password=geheim", "db1:5433/app_icc")]
    [InlineData("Host=db1;Database=app_icc;Username=owner;Passfile=secrets", "db1:5432/app_icc")]
    public void A_database_is_described_without_its_secrets(string connectionString, string expected) =>
        new PostgreSqlDialect().Describe(new("postgresql", connectionString)).ShouldBe(expected);

    [Theory]
    [InlineData(3, true, "permission")]
    [InlineData(5, true, "busy")]
    [InlineData(8, true, "read-only")]
    [InlineData(10, true, "input or output")]
    [InlineData(11, true, "corrupt")]
    [InlineData(13, true, "full")]
    [InlineData(14, true, "cannot be opened")]
    [InlineData(26, true, "not a database")]
    [InlineData(18, false, "too big")]
    [InlineData(19, false, "constraint")]
    [InlineData(20, false, "mismatch")]
    public void Sqlite_is_judged_by_its_code(int code, bool isOutage, string what) =>
        new SqliteDialect(SystemClock.Instance).IsOutage(new SqliteException(what, code)).ShouldBe(isOutage, what);

    [Theory]
    [InlineData("SELECT * FROM gone", true)]
    [InlineData("INSERT INTO here (gone) VALUES (1)", true)]
    [InlineData("UPDATE here SET gone = 1", true)]
    [InlineData("PRAGMA query_only = ON; INSERT INTO here VALUES (1)", true)]
    [InlineData("INSERT INTO here VALUES (NULL)", false)]
    [InlineData("SELECT json_extract('{', '$.x')", false)]
    [InlineData("SELECT abs(-9223372036854775807 - 1)", false)]
    public async Task Sqlite_has_one_code_for_missing_tables_and_for_bad_values(string sql, bool isOutage)
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE here (id INTEGER NOT NULL)";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        command.CommandText = sql;
        var error = await Should.ThrowAsync<DbException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        new SqliteDialect(SystemClock.Instance).IsOutage(error).ShouldBe(isOutage, error.Message);
    }
}
