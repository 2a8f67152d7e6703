using System.Text.Json;
using Carillon.Jobs;
using Carillon.Operations;
using Carillon.Tenancy;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Operations;

public sealed class OperationJsonTests
{
    private static readonly Sample Value = new(
        TenantId.Parse("hocmai"),
        new JobName("sessions.auto-end"),
        Instant.FromUtc(2025, 3, 30, 1, 0) + Duration.FromTicks(10),
        Duration.FromMinutes(10),
        new LocalDate(2025, 3, 30),
        new LocalTime(8, 30),
        TenantStatus.Active,
        "Toán",
        new Dictionary<TenantId, int> { [TenantId.Parse("icc")] = 2 });

    [Fact]
    public void Values_are_iso_text_and_names_are_camel_case() =>
        JsonSerializer.Serialize(Value, OperationJson.Options).ShouldBe(
            """{"tenant":"hocmai","job":"sessions.auto-end","asOf":"2025-03-30T01:00:00.000001Z","timeout":"PT10M","day":"2025-03-30","from":"08:30:00","status":"active","title":"Toán","ended":{"icc":2}}""");

    [Fact]
    public void What_is_written_can_be_read()
    {
        var read = JsonSerializer.Deserialize<Sample>(JsonSerializer.Serialize(Value, OperationJson.Options), OperationJson.Options)!;
        read.Ended.ShouldBe(Value.Ended);
        (read with { Ended = Value.Ended }).ShouldBe(Value);
    }

    [Theory]
    [InlineData("""{"asOf":"2025-03-30T01:00:00"}""", "2025-03-30T01:00:00' is not an instant")]
    [InlineData("""{"asOf":5}""", "Expected an instant")]
    [InlineData("""{"timeout":"10m"}""", "'10m' is not an ISO 8601 duration")]
    [InlineData("""{"tenant":"../x"}""", "'../x' is not a tenant id")]
    [InlineData("""{"job":"No Job"}""", "No Job")]
    public void Bad_text_is_named(string json, string expected) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Sample>(json, OperationJson.Options)).Message.ShouldContain(expected);

    [Fact]
    public void A_number_is_no_enum() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Sample>("""{"status":1}""", OperationJson.Options));

    [Fact]
    public void Instants_lose_what_no_database_stores() =>
        JsonSerializer.Deserialize<Instant>("\"2025-03-30T01:00:00.123456789Z\"", OperationJson.Options)
            .ShouldBe(Instant.FromUnixTimeTicks(17432964001234560));

    internal sealed record Sample(
        TenantId Tenant,
        JobName Job,
        Instant AsOf,
        Duration Timeout,
        LocalDate Day,
        LocalTime From,
        TenantStatus Status,
        string Title,
        IReadOnlyDictionary<TenantId, int> Ended);
}
