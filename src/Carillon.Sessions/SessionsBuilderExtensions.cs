using Carillon.EntityFrameworkCore;
using Carillon.Outbox;
using Carillon.Sessions.Jobs;
using Carillon.Sessions.Operations;
using Carillon.Sessions.Storage;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Carillon.Sessions;

/// <summary>Registers study sessions.</summary>
public static class SessionsBuilderExtensions
{
    /// <summary>Adds study sessions: tables, service, sweeps and operations. Calling it again adds to the options.</summary>
    /// <example><code>services.AddCarillon(b => b.UseSqlite("data").AddSessions(o => o.Policy = SessionPolicy.Default with { IdleTimeout = Duration.FromMinutes(5) }));</code></example>
    public static CarillonBuilder AddSessions(this CarillonBuilder builder, Action<SessionsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<SessionsOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        if (services.Any(service => service.ServiceType == typeof(StudySessions)))
        {
            return builder;
        }

        options.ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SessionsOptions>, SessionsOptionsValidator>());
        services.AddSingleton<PolicyStore>();
        services.AddSingleton<SessionLoader>();
        services.AddSingleton<TotalsProjection>();
        services.AddSingleton<SessionWriter>();
        services.AddSingleton<GeneralLane>();
        services.AddSingleton<BeatLane>();
        services.AddSingleton<StudentWalk>();
        services.AddSingleton(p => new StudySessions(
            p.GetRequiredService<ITenantConnections>(),
            p.GetRequiredService<IReceiptClock>(),
            p.GetRequiredService<GeneralLane>(),
            p.GetRequiredService<BeatLane>(),
            p.GetRequiredService<SessionLoader>(),
            p.GetRequiredService<SessionWriter>(),
            p.GetRequiredService<TotalsProjection>(),
            p.GetRequiredService<PolicyStore>(),
            p.GetRequiredService<IOutbox>()));
        return builder.AddSchema(SessionsDbContext.Component)
            .AddSweep<AutoEndSweep>()
            .AddSweep<FinaliseSweep>()
            .AddErasure<StudentErasure>()
            .AddAutoEndOperation()
            .AddReplayOperation()
            .AddStatisticsOperation()
            .AddExplainOperation()
            .AddRecomputeOperation()
            .AddRebuildTotalsOperation()
            .AddIngestOperation()
            .AddEraseStudentOperation();
    }
}
