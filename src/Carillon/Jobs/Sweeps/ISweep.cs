using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Settles everything of one kind that is due in one tenant's database, in set-based batches.</summary>
/// <remarks>
/// The runner opens one transaction per batch and calls <see cref="ClaimAsync"/>, reads the database clock, then calls
/// <see cref="SettleAsync"/>: never lock and read in one statement. When a batch fails it is rolled back and halved until the
/// poison item is alone, which is then put aside by <see cref="QuarantineAsync"/>.
/// </remarks>
public interface ISweep
{
    /// <summary>The stable name, e.g. <c>sessions.auto-end</c>.</summary>
    JobName Name { get; }

    /// <summary>The earliest wake-up at or after <paramref name="from"/> (null: of all); null when nothing waits. Takes no lock.</summary>
    ValueTask<Instant?> NextAsync(TenantTransaction transaction, Instant? from, CancellationToken cancellationToken);

    /// <summary>Locks due items, skipping those that another transaction has locked.</summary>
    ValueTask<IReadOnlyList<SweepItem>> ClaimAsync(TenantTransaction transaction, SweepWindow window, CancellationToken cancellationToken);

    /// <summary>Settles the locked items at the effective instants that their state asks for; <paramref name="now"/> only says what is due.</summary>
    ValueTask<SweepBatch> SettleAsync(TenantTransaction transaction, IReadOnlyList<SweepItem> items, Instant now, CancellationToken cancellationToken);

    /// <summary>Puts a failing item aside until an instant: moves its wake-up only, and raises its failures by one.</summary>
    ValueTask QuarantineAsync(TenantTransaction transaction, SweepItem item, Instant until, CancellationToken cancellationToken);
}
