using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests.Cron;

public sealed partial class CronExpressionTests
{
    [Theory]
    [InlineData("posix", "60 * * * *", "minutes", 0, 2)]
    [InlineData("posix", "* * 0 * *", "days of month", 4, 1)]
    [InlineData("posix", "1,,2 * * * *", "minutes", 2, 0)]
    [InlineData("posix", "1, * * * *", "minutes", 2, 0)]
    [InlineData("posix", "5-1 * * * *", "minutes", 0, 3)]
    [InlineData("posix", "0/15 * * * *", "minutes", 1, 1)]
    [InlineData("posix", "*/0 * * * *", "minutes", 2, 1)]
    [InlineData("posix", "*/60 * * * *", "minutes", 2, 2)]
    [InlineData("posix", "* * * * ?", "days of week", 8, 1)]
    [InlineData("posix", "* * L * *", "days of month", 4, 1)]
    [InlineData("posix", "* * * *", "days of week", 7, 0)]
    [InlineData("posix", "* * * * * *", null, 10, 1)]
    [InlineData("posix", "", "minutes", 0, 0)]
    [InlineData("posix", "@daily", "hours", 6, 0)]
    [InlineData("vixie", "  @reboot", null, 2, 7)]
    [InlineData("vixie", "* * * FOO *", "months", 6, 3)]
    [InlineData("vixie", "* * * JANUARY *", "months", 9, 4)]
    [InlineData("vixie", "* * * * SUN#2", "days of week", 11, 2)]
    [InlineData("vixie", "H * * * *", "minutes", 0, 1)]
    [InlineData("quartz", "0 * * * * 0", "days of week", 10, 1)]
    [InlineData("quartz", "* * * * *", "days of week", 9, 0)]
    [InlineData("quartz", "0 0 0 ? * 2#6", "days of week", 12, 1)]
    [InlineData("quartz", "0 0 0 L-31 * ?", "days of month", 8, 2)]
    [InlineData("quartz", "0 0 0 LW-31 * ?", "days of month", 9, 2)]
    [InlineData("quartz", "0 0 0 LW- * ?", "days of month", 9, 0)]
    [InlineData("quartz", "0 0 0 L-2W-1 * ?", "days of month", 10, 2)]
    [InlineData("quartz", "0 0 0 15-L * ?", "days of month", 9, 1)]
    [InlineData("quartz", "0 0 0 1 1 ? 2100", "years", 12, 4)]
    [InlineData("cronos", "0 0 LW-2 * *", "days of month", 6, 2)]
    [InlineData("vixie", "*/0 * * * *", "minutes", 2, 1)]
    [InlineData("quartz", "0 0 0 1 1 ? 1969", "years", 12, 4)]
    [InlineData("quartz", "H 0 0 1 1 ?", "seconds", 0, 1)]
    [InlineData("cronos", "0 0 1,15W * *", "days of month", 6, 3)]
    [InlineData("cronos", "0 0 L-1,2 * *", "days of month", 4, 3)]
    [InlineData("cronos", "* * * * L", "days of week", 8, 1)]
    [InlineData("cronos", "99999999999999999999 * * * *", "minutes", 0, 20)]
    [InlineData("cronos", "@every_day", null, 0, 10)]
    [InlineData("spring", "0 0 22-2 * * *", "hours", 4, 4)]
    [InlineData("spring", "0 0 0 L-0 * *", "days of month", 8, 1)]
    [InlineData("spring", "0 0 0 L-3W * *", "days of month", 9, 1)]
    [InlineData("quartz", "0 0 0 1 1 ? 2030-2020", "years", 12, 9)]
    [InlineData("quartz", "0 0 0 1 1 ? 2026,2030-2020/2", "years", 17, 9)]
    public void An_error_names_field_and_place(string dialect, string text, string? field, int offset, int length)
    {
        var result = CronExpression.TryParse(text, CronDialect.Find(dialect)!);

        result.Success.ShouldBeFalse();
        result.ValueOrNull.ShouldBeNull();
        result.Error!.Field.ShouldBe(field, result.Error.Message);
        (result.Error.Offset, result.Error.Length).ShouldBe((offset, length), result.Error.Message);
        result.Error.Expected.ShouldNotBeEmpty();
        Should.Throw<ScheduleFormatException>(() => CronExpression.Parse(text, CronDialect.Find(dialect)!)).Error.ShouldBe(result.Error);
    }

    [Fact]
    public void A_message_says_what_is_wrong_and_what_would_be_right()
    {
        var error = CronExpression.TryParse("0 25 * * *", CronDialect.Vixie).Error!;
        error.Message.ShouldBe("Hours: 25 is not a value from 0 to 23.");
        error.Expected.ShouldBe("a value from 0 to 23");
        CronExpression.TryParse("0 0 * * MONDAY", CronDialect.Vixie).Error!.Message.ShouldBe("Days of week: 'DAY' is not understood here in the vixie dialect.");
    }

    [Fact]
    public void Any_text_is_read_or_refused_with_a_place_in_it() => Law.Holds(
        Prop.ForAll(AnyText(), Law.Any<int>(), (text, seed) => CronDialect.All.All(dialect =>
        {
            var result = CronExpression.TryParse(text, dialect, seed % 2 == 0 ? seed : null);
            return result.Success
                ? result.Error is null && CronExpression.Parse(result.Value.ToString(), dialect).Equals(result.Value)
                : result.Error is { Offset: >= 0, Length: >= 0, Message.Length: > 0, Expected.Length: > 0 } error && error.Offset + error.Length <= text.Length;
        })),
        cases: 2_000);

    [Fact]
    public void A_text_of_a_million_characters_is_read_once()
    {
        var list = string.Join(',', Enumerable.Repeat("1-59/2", 150_000));
        CronExpression.Parse($"{list} * * * *", CronDialect.Vixie).ToString().ShouldBe(CronExpression.Parse("1-59/2 * * * *", CronDialect.Vixie).ToString());
        CronExpression.TryParse(new string('*', 1_000_000), CronDialect.Cronos).Success.ShouldBeFalse();
        CronExpression.TryParse(new string(' ', 1_000_000), CronDialect.Cronos).Success.ShouldBeFalse();
        CronExpression.TryParse(string.Join(' ', Enumerable.Repeat("*", 500_000)), CronDialect.Cronos).Success.ShouldBeFalse();
        CronExpression.TryParse("@" + new string('d', 1_000_000), CronDialect.Cronos).Success.ShouldBeFalse();
    }

    /// <summary>Characters that mean something, or a valid expression with a few characters changed, or anything.</summary>
    private static Arbitrary<string> AnyText()
    {
        const string meaningful = "0123456789*/,-?LW#H() @AJNSUMOFRIdaily\t";
        var piece = Gen.Elements(meaningful.AsEnumerable());
        var soup = from size in Gen.Choose(0, 30) from characters in Gen.ArrayOf(piece, size) select new string(characters);
        var mutant =
            from cron in AnyCron.Arbitrary.Generator
            from place in Gen.Choose(0, cron.Text.Length - 1)
            from length in Gen.Choose(0, 2)
            from insert in soup
            select cron.Text.Remove(place, Math.Min(length, cron.Text.Length - place)).Insert(place, insert[..Math.Min(2, insert.Length)]);
        return Arb.From(Gen.Frequency((2, soup), (5, mutant), (1, Law.Any<NonNull<string>>().Generator.Select(text => text.Get))));
    }
}
