using Carillon.Operations;
using Carillon.Outbox;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Jobs;

/// <summary>The operations on messages that an adoption holds back.</summary>
internal static class HeldMessagesOperations
{
    public static void AddTo(CarillonBuilder builder)
    {
        builder.AddOperation<ListHeldInput, ListHeldOutput>(
            "outbox.held", OperationKind.Query, OperationScope.Tenant, "Count the messages that an adoption holds back.",
            async (_, context, ct) => new(await Held(context).ListAsync(context.Tenant!.Value, ct).ConfigureAwait(false)));
        builder.AddOperation<HeldMessagesInput, HeldMessagesOutput>(
            "outbox.release", OperationKind.Command, OperationScope.Tenant, "Send messages after all that an adoption holds back.",
            (input, context, ct) => RunAsync(AuditActions.MessagesReleased, input, context, Held(context).ReleaseAsync, ct));
        builder.AddOperation<HeldMessagesInput, HeldMessagesOutput>(
            "outbox.discard", OperationKind.Command, OperationScope.Tenant, "Drop messages that an adoption holds back.",
            (input, context, ct) => RunAsync(AuditActions.MessagesDiscarded, input, context, Held(context).DiscardAsync, ct));
    }

    private static async ValueTask<HeldMessagesOutput> RunAsync(
        string action, HeldMessagesInput input, OperationContext context, Func<TenantId, string?, CancellationToken, ValueTask<int>> change, CancellationToken cancellationToken)
    {
        var tenant = context.Tenant!.Value;
        var note = new AuditNote(context.Actor, action) { Tenant = tenant, Subject = input.Topic };
        await context.Services.GetRequiredService<IAuditLog>().AppendAsync(note, cancellationToken).ConfigureAwait(false);
        return new(await change(tenant, input.Topic, cancellationToken).ConfigureAwait(false));
    }

    private static IHeldMessages Held(OperationContext context) => context.Services.GetRequiredService<IHeldMessages>();
}
