using Carillon;
using Carillon.Sessions;
using Carillon.Sqlite;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

var data = Directory.CreateTempSubdirectory("carillon-consumer-").FullName;
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddCarillon(b => b.UseSqlite(data).AddSessions());
using var host = builder.Build();
await host.StartAsync();

var hocmai = TenantId.Parse("hocmai");
await host.Services.GetRequiredService<ITenantProvisioner>().ProvisionAsync(new Tenant(hocmai, "Hocmai", "Asia/Ho_Chi_Minh"), default);
var study = host.Services.GetRequiredService<StudySessions>();
var now = SystemClock.Instance.GetCurrentInstant();
var started = now - Duration.FromMinutes(5);
await study.StartAsync(hocmai, new("an", "s1", new(now), new(started), "maths", "Asia/Ho_Chi_Minh"), default);
await study.SubmitAsync(hocmai, new("an", "s1", new(now), new(now)), default);
var session = await study.FindAsync(hocmai, "an", "s1", default);
await host.StopAsync();
Directory.Delete(data, recursive: true);

// The way to the server counts as clock offset, and differs a little between two requests.
if (session is not { EndReason: SessionEndReason.Submitted } || Math.Abs(session.Credit.TotalMinutes - 5) > 1)
{
    throw new InvalidOperationException($"Five minutes of study are reported as {session}.");
}

Console.WriteLine($"The packed files work: session {session.Id} has {session.Credit.TotalMinutes:0} minutes.");
