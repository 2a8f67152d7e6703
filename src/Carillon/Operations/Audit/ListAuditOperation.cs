using System.Globalization;
using Carillon.Tenancy;
using Carillon.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Operations;

internal static class ListAuditOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<ListAuditInput, ListAuditOutput>(
        "audit.list", OperationKind.Query, OperationScope.Installation, "List who changed what, the newest first.", RunAsync);

    private static async ValueTask<ListAuditOutput> RunAsync(ListAuditInput input, OperationContext context, CancellationToken cancellationToken)
    {
        var query = new AuditQuery
        {
            Tenant = input.Tenant,
            Actor = input.By,
            Action = input.Action,
            From = input.From,
            Until = input.Until,
            After = input.After is { } after ? Read(after) : null,
            Limit = input.Limit,
        };
        var page = await context.Services.GetRequiredService<IAuditLog>().ListAsync(query, cancellationToken).ConfigureAwait(false);
        return new([.. page.Select(ListedAuditEntry.Of)], page.Count == input.Limit ? Write(AuditPosition.Of(page[^1])) : null);
    }

    private static string Write(AuditPosition position) =>
        string.Create(CultureInfo.InvariantCulture, $"{position.At.ToUnixTimeMicroseconds()}-{position.Id:N}");

    private static AuditPosition Read(string text) =>
        text.Split('-', 2) is [var at, var id]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds < 253_402_300_800_000_000
        && Guid.TryParseExact(id, "N", out var entry)
            ? new(Microseconds.FromUnixTimeMicroseconds(microseconds), entry)
            : throw new ArgumentException($"'{Printable.Clip(text)}' is not where a page ended.", nameof(text));
}
