using Carillon.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon;

/// <summary>What <c>AddCarillon</c> hands to the host and to the packs: services, jobs and operations are added here.</summary>
public sealed class CarillonBuilder
{
    internal CarillonBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds an operation; every surface of the host (command line, HTTP, dashboard) then offers it.</summary>
    /// <param name="name">The stable name, e.g. <c>sessions.auto-end</c>.</param>
    /// <param name="kind">Whether it changes anything.</param>
    /// <param name="scope">Whether it is about one tenant.</param>
    /// <param name="summary">One sentence for people.</param>
    /// <param name="handler">Does it.</param>
    public CarillonBuilder AddOperation<TInput, TOutput>(
        string name,
        OperationKind kind,
        OperationScope scope,
        string summary,
        Func<TInput, OperationContext, CancellationToken, ValueTask<TOutput>> handler)
        where TInput : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(summary);
        ArgumentNullException.ThrowIfNull(handler);
        Services.AddSingleton(new Operation(
            new OperationName(name),
            kind,
            scope,
            summary,
            typeof(TInput),
            typeof(TOutput),
            async (input, context, ct) => await handler((TInput)input, context, ct).ConfigureAwait(false)));
        return this;
    }
}
