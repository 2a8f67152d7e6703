using Carillon;
using Carillon.CommandLine;
using Carillon.Sessions;
using Carillon.Sqlite;
using Carillon.Tenancy;
using ConsoleHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

var data = new HostOption("--data", "Folder of the databases. [default: data; the demo: a fresh folder]");
var isDemo = args is [] or [['-', ..], ..] or ["demo", ..];
using var fresh = isDemo && data.Read(args) is null ? new FreshFolder() : null;
var clock = new DemoClock(TimeProvider.System);
var news = args.Contains("--json") ? Console.Error : Console.Out;

var options = new CommandLineOptions
{
    Description = "Study sessions of two tenants. Without a verb: the demo, in a fresh folder.",
    DefaultOperation = "demo",
    HostOptions = [data],
};
var code = await BuildHost().RunCarillonAsync(args, options);
if (!isDemo || !args.Contains("--watch") || code == 2)
{
    return code;
}

clock.Start();
news.WriteLine("Watching. Ctrl-C ends it.");
return Math.Max(code, await BuildHost().RunCarillonAsync(["run"], options));

IHost BuildHost()
{
    var builder = Host.CreateApplicationBuilder();
    builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Error).AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
    if (isDemo)
    {
        builder.Services.AddSingleton<IClock>(clock).AddSingleton<IDatabaseClock>(clock);
    }

    builder.Services.AddSingleton(clock).AddSingleton<LogFeed>().AddSingleton(news);
    builder.Services.AddCarillon(b => b
        .UseSqlite(o => (o.DataFolder, o.CreateFolder) = (fresh?.Path ?? data.Read(args) ?? "data", isDemo))
        .AddSessions()
        .AddOutboxHandler<EndedSessions>()
        .AddOutboxHandler<ChangedDays>()
        .AddDemo());
    return builder.Build();
}
