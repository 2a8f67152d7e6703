using Carillon.Operations;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Scheduling;

public sealed class ScheduleBatchTests
{
    [Theory]
    [InlineData(
        """{"id":"a","op":"next","expression":"30 2 * * *","dialect":"vixie","zone":"America/New_York","from":"2026-03-07T12:00:00Z","count":2}""",
        """{"id":"a","instants":["2026-03-08T07:00:00Z","2026-03-09T06:30:00Z"]}""")]
    [InlineData(
        """{"id":7,"op":"next","expression":"30 2 * * *","dialect":"vixie","zone":"America/New_York","from":"2026-03-07T07:30:00Z","inclusive":true,"gap":"skip","count":2}""",
        """{"id":7,"instants":["2026-03-07T07:30:00Z","2026-03-09T06:30:00Z"]}""")]
    [InlineData(
        """{"id":"p","op":"previous","expression":"0 0 12 * * ?","dialect":"quartz","zone":"UTC","from":"2026-01-02T12:00:00Z"}""",
        """{"id":"p","instants":["2026-01-01T12:00:00Z"]}""")]
    [InlineData(
        """{"op":"range","expression":"0 * * * *","dialect":"posix","zone":"Europe/Dublin","from":"2026-03-29T00:00:00Z","to":"2026-03-29T03:00:00Z"}""",
        """{"id":null,"instants":["2026-03-29T01:00:00Z","2026-03-29T02:00:00Z"]}""")]
    [InlineData(
        """{"id":"o","op":"next","expression":"30 1 * * *","dialect":"cronos","zone":"America/New_York","from":"2026-11-01T00:00:00-04:00","count":2,"overlap":"both"}""",
        """{"id":"o","instants":["2026-11-01T05:30:00Z","2026-11-01T06:30:00Z"]}""")]
    [InlineData("""{"id":"f","op":"next","expression":"0 0 30 2 *","dialect":"vixie","zone":"UTC","from":"2026-01-01T00:00:00Z"}""", """{"id":"f","instants":[]}""")]
    [InlineData(
        """{"id":"s","op":"split","zone":"Pacific/Apia","from":"2011-12-30T09:59:59.5Z","to":"2011-12-30T12:00:00Z"}""",
        """{"id":"s","segments":[{"date":"2011-12-29","start":"2011-12-30T09:59:59.5Z","end":"2011-12-30T10:00:00Z","seconds":0.5},{"date":"2011-12-31","start":"2011-12-30T10:00:00Z","end":"2011-12-30T12:00:00Z","seconds":7200}]}""")]
    [InlineData(
        """{"id":"b","op":"business","zone":"Europe/Berlin","windows":{"1":[["09:00","12:00"],["13:00","17:00"]],"7":[["22:00","24:00"]]},"from":"2026-06-07T00:00:00Z","to":"2026-06-09T00:00:00Z"}""",
        """{"id":"b","minutes":540}""")]
    [InlineData(
        """{"id":"d","op":"business","zone":"Europe/Berlin","windows":{"1":[["09:00","17:00"]]},"from":"2026-06-08T14:00:00Z","minutes":90}""",
        """{"id":"d","deadline":"2026-06-15T07:30:00Z"}""")]
    [InlineData("""{"id":"c","op":"parse","expression":"30 9 * * MON,3","dialect":"vixie"}""", """{"id":"c","canonical":"30 9 * * 1,3","description":"At 09:30 on Monday and Wednesday"}""")]
    [InlineData(
        """{"id":"w","op":"next","expression":"weekly Mon 19:00","zone":"Europe/Berlin","from":"2026-06-01T00:00:00Z"}""",
        """{"id":"w","instants":["2026-06-01T17:00:00Z"]}""")]
    public async Task A_question_has_its_answer(string line, string answer) => (await AskAsync(line)).Lines.ShouldBe([answer]);

    [Theory]
    [InlineData("", null)]
    [InlineData("not json", null)]
    [InlineData("[1,2]", null)]
    [InlineData("""{"id":1""", null)]
    [InlineData("""{"id":1}""", "op")]
    [InlineData("""{"id":1,"op":"tomorrow"}""", "op")]
    [InlineData("""{"id":1,"op":5}""", "op")]
    [InlineData("""{"id":1,"op":"next","dialect":"vixie","zone":"UTC","from":"2026-01-01T00:00:00Z"}""", "expression")]
    [InlineData("""{"id":1,"op":"next","expression":"* * * * *","zone":"UTC","from":"2026-01-01T00:00:00Z"}""", "dialect")]
    [InlineData("""{"id":1,"op":"next","expression":"* * * * *","dialect":"hangfire","zone":"UTC","from":"2026-01-01T00:00:00Z"}""", "dialect")]
    [InlineData("""{"id":1,"op":"next","expression":"* * * * *","dialect":"vixie","from":"2026-01-01T00:00:00Z"}""", "zone")]
    [InlineData("""{"id":1,"op":"next","expression":"* * * * *","dialect":"vixie","zone":"Mars/Olympus","from":"2026-01-01T00:00:00Z"}""", "zone")]
    [InlineData("""{"id":1,"op":"next","expression":"* * * * *","dialect":"vixie","zone":"UTC"}""", "from")]
    [InlineData("""{"id":1,"op":"next","expression":"* * * * *","dialect":"vixie","zone":"UTC","from":"yesterday"}""", "from")]
    [InlineData("""{"id":1,"op":"next","expression":"* * * * *","dialect":"vixie","zone":"UTC","from":"2026-01-01T00:00:00Z","count":0}""", "count")]
    [InlineData("""{"id":1,"op":"next","expression":"* * * * *","dialect":"vixie","zone":"UTC","from":"2026-01-01T00:00:00Z","count":1000001}""", "count")]
    [InlineData("""{"id":1,"op":"next","expression":"* * * * *","dialect":"vixie","zone":"UTC","from":"2026-01-01T00:00:00Z","count":1e99}""", "count")]
    [InlineData("""{"id":1,"op":"next","expression":"* * * * *","dialect":"vixie","zone":"UTC","from":"2026-01-01T00:00:00Z","gap":"leap"}""", "gap")]
    [InlineData("""{"id":1,"op":"next","expression":"* * * * *","dialect":"vixie","zone":"UTC","from":"2026-01-01T00:00:00Z","overlap":"resolved"}""", "overlap")]
    [InlineData("""{"id":1,"op":"next","expression":"* * * * *","dialect":"vixie","zone":"UTC","from":"2026-01-01T00:00:00Z","inclusive":"yes"}""", "inclusive")]
    [InlineData("""{"id":1,"op":"next","expression":"30 2 * * *","dialect":"vixie","zone":"America/New_York","from":"2026-03-08T00:00:00Z","count":9,"gap":"throw"}""", "gap")]
    [InlineData("""{"id":1,"op":"range","expression":"* * * * *","dialect":"vixie","zone":"UTC","from":"2026-01-01T00:00:00Z"}""", "to")]
    [InlineData("""{"id":1,"op":"range","expression":"* * * * *","dialect":"vixie","zone":"UTC","from":"2026-01-01T00:00:00Z","to":"2025-01-01T00:00:00Z"}""", "to")]
    [InlineData("""{"id":1,"op":"range","expression":"* * * * * *","dialect":"cronos","zone":"UTC","from":"2026-01-01T00:00:00Z","to":"2027-01-01T00:00:00Z"}""", "to")]
    [InlineData("""{"id":1,"op":"split","zone":"UTC","from":"0001-01-01T00:00:00Z","to":"9998-01-01T00:00:00Z"}""", "to")]
    [InlineData("""{"id":1,"op":"business","zone":"UTC","from":"2026-01-01T00:00:00Z","minutes":5}""", "windows")]
    [InlineData("""{"id":1,"op":"business","zone":"UTC","windows":{},"from":"2026-01-01T00:00:00Z","minutes":5}""", "windows")]
    [InlineData("""{"id":1,"op":"next","expression":"0 0 * * *","dialect":"vixie","zone":"UTC","from":"9999-12-31T23:59:59-05:00"}""", "from")]
    [InlineData("""{"id":1,"op":"range","expression":"0 0 * * *","dialect":"vixie","zone":"UTC","from":"2026-01-01T00:00:00Z","to":"9999-12-31T23:59:59-05:00"}""", "to")]
    [InlineData("""{"id":1,"op":"next","expression":"rrule DTSTART:20260105T190000Z RRULE:FREQ=DAILY","zone":"Europe/Berlin","from":"2026-01-01T00:00:00Z"}""", "zone")]
    [InlineData("""{"id":1,"op":"business","zone":"UTC","windows":{"8":[["09:00","17:00"]]},"from":"2026-01-01T00:00:00Z","minutes":5}""", "windows")]
    [InlineData("""{"id":1,"op":"business","zone":"UTC","windows":{"1":[["09:00"]]},"from":"2026-01-01T00:00:00Z","minutes":5}""", "windows")]
    [InlineData("""{"id":1,"op":"business","zone":"UTC","windows":{"1":[["09:00","17:00"]]},"from":"2026-01-01T00:00:00Z"}""", "to")]
    [InlineData("""{"id":1,"op":"business","zone":"UTC","windows":{"1":[["09:00","17:00"]]},"from":"2026-01-01T00:00:00Z","minutes":-1}""", "minutes")]
    [InlineData("""{"id":1,"op":"business","zone":"UTC","windows":{"1":[["09:00","09:01"]]},"from":"2026-01-01T00:00:00Z","minutes":2147483647}""", "minutes")]
    public async Task A_bad_question_is_an_error_that_names_the_field_and_the_others_are_answered(string line, string? field)
    {
        const string Good = """{"id":"good","op":"parse","expression":"@daily","dialect":"vixie"}""";
        var (lines, exitCode) = await AskAsync(line, Good);

        lines.Count.ShouldBe(2);
        using var error = System.Text.Json.JsonDocument.Parse(lines[0]);
        error.RootElement.GetProperty("error").GetProperty("field").GetString().ShouldBe(field, lines[0]);
        error.RootElement.GetProperty("error").GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        lines[1].ShouldContain("canonical");
        exitCode.ShouldBe(OperationExitCode.BadInput);
    }

    [Theory]
    [InlineData("""{"id":"\ud800","op":"parse","expression":"0 0 * *","dialect":"vixie"}""")]
    [InlineData("""{"id":{"a":1,"a":2},"op":"parse","expression":"0 0 * *","dialect":"vixie"}""")]
    [InlineData("""{"id":1,"op":"parse","expression":"\ud800","dialect":"vixie"}""")]
    [InlineData("""{"id":1,"op":"parse","\ud800":"@daily","dialect":"vixie"}""")]
    [InlineData("""{"id":1,"op":"parse","expression":"every PT1H from 9999-12-31T23:59:59-05:00"}""")]
    [InlineData("""{"id":1,"op":"business","zone":"UTC","windows":{"\ud800":[["09:00","17:00"]]},"from":"2026-01-01T00:00:00Z","minutes":5}""")]
    public async Task Whatever_a_line_does_the_next_has_its_answer(string line)
    {
        var (lines, _) = await AskAsync(line, """{"id":"good","op":"parse","expression":"@daily","dialect":"vixie"}""");

        lines.Count.ShouldBe(2);
        lines[0].ShouldContain("error");
        lines[1].ShouldContain("canonical");
    }

    [Fact]
    public async Task A_bad_expression_is_an_error_with_its_place()
    {
        var (lines, _) = await AskAsync("""{"id":"e","op":"parse","expression":"0 61 * * *","dialect":"vixie"}""");

        using var error = System.Text.Json.JsonDocument.Parse(lines[0]);
        error.RootElement.GetProperty("error").GetProperty("field").GetString().ShouldBe("hours");
        error.RootElement.GetProperty("error").GetProperty("offset").GetInt32().ShouldBe(2);
        error.RootElement.GetProperty("error").GetProperty("length").GetInt32().ShouldBe(2);
    }

    private static async Task<(IReadOnlyList<string> Lines, int ExitCode)> AskAsync(params string[] lines)
    {
        await using var services = new ServiceCollection().AddLogging().AddCarillon(_ => { }).BuildServiceProvider();
        var operation = services.GetRequiredService<OperationCatalog>().Find("schedule")!;
        await using var output = new StringWriter { NewLine = "\n" };
        using var input = new StringReader(string.Join('\n', lines) + "\n");
        var context = new OperationContext(services) { Input = input, Lines = output };
        await operation.InvokeAsync(Activator.CreateInstance(operation.InputType, "-")!, context, TestContext.Current.CancellationToken);
        return (output.ToString().TrimEnd('\n').Split('\n'), context.ExitCode);
    }
}
