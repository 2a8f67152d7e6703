using Carillon.Jobs;
using Carillon.Tenancy;
using Carillon.Testing.Clocks;
using Carillon.Testing.Faults;
using Carillon.Testing.Outbox;
using Carillon.Testing.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace Carillon.Testing;

/// <summary>Puts a test in charge of a host.</summary>
public static class TestingBuilderExtensions
{
    /// <summary>
    /// Hands the host's clock and every database's clock to the test, and registers a <see cref="ManualRunner"/> and a <see cref="FaultInjector"/>.
    /// The embedded runner is off: it would run beside the manual one.
    /// </summary>
    public static CarillonBuilder AddTesting(this CarillonBuilder builder, ManualClock clock)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(clock);
        builder.Services.Replace(ServiceDescriptor.Singleton(clock));
        builder.Services.Replace(ServiceDescriptor.Singleton<IClock>(clock));
        builder.Services.Replace(ServiceDescriptor.Singleton<IDatabaseClock>(new ManualDatabaseClock(clock)));
        builder.Services.TryAddSingleton<FaultInjector>();
        builder.Services.Replace(ServiceDescriptor.Singleton<IConnectionDecorator>(services => services.GetRequiredService<FaultInjector>()));
        builder.Services.TryAddSingleton<ManualRunner>();
        return builder.AddRunner(o => o.Mode = RunnerMode.Off);
    }

    /// <summary>Sends the messages of a topic to a handler that only remembers them.</summary>
    public static CarillonBuilder AddRecordingHandler(this CarillonBuilder builder, RecordingOutboxHandler handler)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(handler);
        return builder.AddOutboxHandler(handler);
    }
}
