using Carillon.PostgreSql;
using Carillon.PostgreSql.Locking;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Carillon.EntityFrameworkCore.Tests.Locking;

/// <summary>An installation whose leases are advisory locks, and a look at its server from beside.</summary>
internal sealed class AdvisoryBench(TestInstallation installation) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _beside = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(OptionsOf(installation).ControlConnectionString) { MaxPoolSize = 2, ApplicationName = "beside" }.ConnectionString);

    public static async Task<AdvisoryBench> StartAsync(CancellationToken cancellationToken)
    {
        var installation = await TestInstallation.StartAsync("postgresql", cancellationToken);
        await installation.AddTenantAsync("hocmai", cancellationToken);
        return new(installation);
    }

    public TestInstallation Installation => installation;

    /// <summary>A process of its own, told apart by the name of its connection.</summary>
    public AdvisoryLeaseStore Open(string name, Action<AdvisoryLeaseOptions>? configure = null)
    {
        var options = new AdvisoryLeaseOptions { ConnectionString = Named(name) };
        configure?.Invoke(options);
        return new(installation.Services.GetRequiredService<ControlDatabase>(), Options.Create(OptionsOf(installation)), Options.Create(options), TimeProvider.System);
    }

    public string Named(string name) => new NpgsqlConnectionStringBuilder(OptionsOf(installation).ControlConnectionString) { ApplicationName = name }.ConnectionString;

    /// <summary>How many connections of this name there are, in any database.</summary>
    public Task<long> CountAsync(string name, CancellationToken cancellationToken) =>
        ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()", name, cancellationToken);

    public Task<int> ProcessOfAsync(string name, CancellationToken cancellationToken) =>
        ScalarAsync<int>("SELECT pid FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()", name, cancellationToken);

    /// <summary>Ends the connections of this name, and returns when they have let go of their locks.</summary>
    public async Task TerminateAsync(string name, CancellationToken cancellationToken)
    {
        await ScalarAsync<object>("SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()", name, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _beside.DisposeAsync();
        await installation.DisposeAsync();
    }

    private static PostgreSqlOptions OptionsOf(TestInstallation installation) => installation.Services.GetRequiredService<IOptions<PostgreSqlOptions>>().Value;

    private async Task<T> ScalarAsync<T>(string query, string name, CancellationToken cancellationToken)
    {
        await using var command = _beside.CreateCommand(query);
        command.Parameters.Add(new() { Value = name });
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
