using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Carillon.Operations;
using Carillon.Tenancy;
using Microsoft.Extensions.Logging;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy.Secrets;

public sealed class SecretTests
{
    private static readonly Secret Sesame = new("sesame");

    [Fact]
    public void Nothing_that_shows_values_shows_a_secret()
    {
        Sesame.ToString().ShouldBe(Secret.Hidden);
        $"{Sesame}".ShouldBe(Secret.Hidden);
        JsonSerializer.Serialize(Sesame).ShouldNotContain("sesame");
        JsonSerializer.Serialize(new { Door = Sesame }, OperationJson.Options).ShouldNotContain("sesame");
        JsonSerializer.Serialize<object>(Sesame).ShouldNotContain("sesame");
        typeof(Secret).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value.ShouldBe(Secret.Hidden);
        typeof(Secret).GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .ShouldAllBe(f => f.GetCustomAttribute<DebuggerBrowsableAttribute>()!.State == DebuggerBrowsableState.Never);

        // What destructuring loggers look at.
        typeof(Secret).GetProperties(BindingFlags.Instance | BindingFlags.Public).ShouldBeEmpty();
        typeof(Secret).GetFields(BindingFlags.Instance | BindingFlags.Public).ShouldBeEmpty();
    }

    [Fact]
    public void What_holds_a_secret_does_not_show_it_either()
    {
        object[] holders =
        [
            new NewConnection(new("main"), new("sqlite", "x")) { Secret = Sesame },
            new ConnectionTarget(new("sqlite", "x"), Sesame, true, Duration.FromSeconds(1)),
            new DatabaseAddress("postgresql", "Host=x;Password=sesame"),
            new SecretOptions { Keys = { ["k"] = "sesame" } },
        ];
        foreach (var holder in holders)
        {
            holder.ToString()!.ShouldNotContain("sesame");
            JsonSerializer.Serialize(holder).ShouldNotContain("sesame");
        }
    }

    [Fact]
    public void A_logger_gets_the_hidden_form()
    {
        var written = new StringWriter();
        using var factory = LoggerFactory.Create(b => b.AddProvider(new WritingProvider(written)));
        var state = new[] { KeyValuePair.Create<string, object?>("secret", Sesame) };
        factory.CreateLogger("x").Log(LogLevel.Information, 1, state, null, (s, _) => $"{s[0].Key} {s[0].Value}");
        written.ToString().ShouldBe($"secret {Secret.Hidden}");
    }

    [Fact]
    public void A_request_may_bring_one()
    {
        JsonSerializer.Deserialize<Secret>("\"sesame\"", OperationJson.Options)!.Reveal().ShouldBe("sesame");
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Secret>("\"\"", OperationJson.Options));
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Secret>("7", OperationJson.Options));
    }

    [Fact]
    public void What_is_no_text_is_no_secret()
    {
        foreach (var value in new[] { "", "ses\0ame", "\ud800same", "same\udc00" })
        {
            var error = Should.Throw<ArgumentException>(() => new Secret(value));
            error.Message.ShouldNotContain("same");
            error.Message.ShouldContain("it is not shown");
        }
    }

    [Fact]
    public void A_secret_that_is_too_long_is_not_shown() =>
        Should.Throw<ArgumentException>(() => new Secret(new string('s', Secret.MaximumLength + 1))).Message.ShouldNotContain("sss");

    [Fact]
    public void It_can_be_taken_out_of_what_a_server_says()
    {
        Sesame.RemoveFrom("no user 'sesame' with sesame").ShouldBe($"no user '{Secret.Hidden}' with {Secret.Hidden}");
        Sesame.OccursIn("open sesame").ShouldBeTrue();
        Sesame.OccursIn(null).ShouldBeFalse();
    }

    private sealed class WritingProvider(TextWriter writer) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            writer.Write(formatter(state, exception));
    }
}
