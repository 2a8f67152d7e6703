using Carillon;
using Carillon.LeaseHolder;
using Carillon.Locking;
using Carillon.PostgreSql;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

// A process of its own that holds leases, does what its input says and tells its output what came of it; tests kill it and pause it.
var services = new ServiceCollection();
services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
services.AddCarillon(b =>
{
    b.UsePostgreSql(o =>
    {
        o.ControlConnectionString = args[1];
        o.TenantConnectionStringTemplate = args[2];
    });
    if (args[0] == "advisory")
    {
        b.UsePostgreSqlAdvisoryLeases();
    }
});
await using var provider = services.BuildServiceProvider();
var holder = new Holder(provider.GetRequiredService<ILeaseProvider>(), provider.GetRequiredService<ITenantConnections>(), Console.Out);
while (Console.In.ReadLine() is { } line)
{
    await holder.DoAsync(line.Split(' '), CancellationToken.None);
}
