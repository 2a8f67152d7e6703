using Microsoft.Extensions.Hosting;

namespace Carillon.PostgreSql.Locking;

// What would not hold the locks is refused when the host starts, not when it first wants one.
internal sealed class AdvisoryLeaseStart(AdvisoryLeaseStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => store.OpenAsync(cancellationToken).AsTask();

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
