using Carillon.Jobs;
using Carillon.Operations;
using Carillon.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Carillon;

/// <summary>Registers what carries out side effects.</summary>
public static class OutboxBuilderExtensions
{
    /// <summary>Adds the handler of a topic; adding the same type twice is harmless.</summary>
    public static CarillonBuilder AddOutboxHandler<THandler>(this CarillonBuilder builder)
        where THandler : class, IOutboxHandler
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutboxHandler, THandler>());
        return builder.AddDispatcher();
    }

    /// <summary>Adds a handler that was made already.</summary>
    public static CarillonBuilder AddOutboxHandler(this CarillonBuilder builder, IOutboxHandler handler)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(handler);
        builder.Services.AddSingleton(handler);
        return builder.AddDispatcher();
    }

    /// <summary>Declines a topic: its messages are dropped when they are due, instead of waiting for a handler for ever.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="topic">The topic, such as <c>sessions.day-total-changed</c>; one with a handler cannot be declined too.</param>
    public static CarillonBuilder DeclineOutboxTopic(this CarillonBuilder builder, string topic)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topic);
        return builder.AddOutboxHandler(new DeclinedTopic(topic));
    }

    /// <summary>Sets how the outbox is dispatched.</summary>
    public static CarillonBuilder ConfigureOutbox(this CarillonBuilder builder, Action<OutboxOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>Offers the operations <c>outbox.held|release|discard</c>. Relational stores bring them.</summary>
    public static CarillonBuilder AddHeldMessagesOperations(this CarillonBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Services.Any(s => s.ImplementationInstance is Operation { Name.Value: "outbox.held" }))
        {
            HeldMessagesOperations.AddTo(builder);
        }

        return builder;
    }

    private static CarillonBuilder AddDispatcher(this CarillonBuilder builder)
    {
        builder.Services.TryAddSingleton<OutboxDispatcher>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IDueWork, OutboxDispatcher>(p => p.GetRequiredService<OutboxDispatcher>()));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OutboxOptions>, OutboxOptionsValidator>());
        builder.Services.AddOptions<OutboxOptions>().ValidateOnStart();
        return builder;
    }
}
