using Shouldly;
using Xunit;

namespace Carillon.Time.Tests.Vectors;

/// <summary>The test cases of Cronos 0.13.0, read in its dialect with its policy.</summary>
public sealed class CronosVectorTests
{
    [Fact]
    public void Next_occurrences_equal_those_of_the_tests_of_Cronos()
    {
        var rows = VectorRow.All("cronos_next.json").ToList();
        rows.ShouldNotBeEmpty();
        foreach (var row in rows.Where(row => !NotOurs.ContainsKey(row.Id) && !IsHashed(row)))
        {
            var next = CronExpression.Parse(row.Expression, CronDialect.Cronos).In(row.Zone).Next(row.After);

            next?.Instant.ShouldBe(row.Expected.SingleOrDefault(), row.ToString());
            (next is null).ShouldBe(row.Expected.Count == 0, row.ToString());
        }
    }

    [Fact]
    public void Twelve_vectors_need_the_hash_function_of_Cronos_and_are_left_out() =>
        VectorRow.All("cronos_next.json").Count(IsHashed).ShouldBe(12);

    [Fact]
    public void Expressions_are_valid_or_not_as_in_the_tests_of_Cronos_and_the_error_names_the_field()
    {
        var rows = VectorRow.All("cronos_parse.json").Where(row => !NotOurs.ContainsKey(row.Id)).ToList();
        rows.ShouldNotBeEmpty();
        foreach (var row in rows)
        {
            var result = CronExpression.TryParse(row.Expression, CronDialect.Cronos);

            result.Success.ShouldBe(row.Flag("valid"), row.Id + ": " + row.Expression);
            if (row.Text("message_contains") is { Length: > 0 } field)
            {
                result.Error!.Message.ShouldContain(field, Case.Sensitive, row.Id + ": " + row.Expression);
                string.Equals(result.Error.Field, field, StringComparison.OrdinalIgnoreCase).ShouldBeTrue(row.Id);
            }
        }
    }

    private static bool IsHashed(VectorRow row) => row.Choices.Contains("hash of seed", StringComparison.Ordinal);

    /// <summary>What cannot pass, and why.</summary>
    private static readonly Dictionary<string, string> NotOurs = new()
    {
        ["cronos-next-1672"] = "An inclusive search from the end of a gap passes over the occurrence moved there (HangfireIO/Cronos#36)",
        ["cronos-next-1674"] = "An inclusive search from the end of a gap passes over the occurrence moved there (HangfireIO/Cronos#36)",
        ["cronos-invalid-396"] = "Cronos is told to expect six fields; here four fields lack the fifth",
    };
}
