namespace Carillon.Tenancy;

/// <summary>Makes commands safe to retry: their ids and responses are written in the transaction of their effect.</summary>
/// <example><code>
/// if (await inbox.FindAsync(tx, id, hash, ct) is { } response) { return response; }
/// …                                                    // the effect, in the same transaction
/// await inbox.RecordAsync(tx, id, hash, response, ct);
/// await tx.CommitAsync(ct);
/// </code></example>
public interface ICommandInbox
{
    /// <summary>Claims the command for this transaction, or returns the response of an earlier one, waiting for one that is under way.</summary>
    /// <param name="transaction">The transaction of the effect, open for writing.</param>
    /// <param name="commandId">Chosen by the caller, the same for each retry; 1 to 200 characters.</param>
    /// <param name="payloadHash">See <see cref="CommandPayload.Hash"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null when the command is new: carry it out. An empty text when it was committed without a response.</returns>
    /// <exception cref="CommandConflictException">The id was used with another payload.</exception>
    ValueTask<string?> FindAsync(TenantTransaction transaction, string commandId, string payloadHash, CancellationToken cancellationToken);

    /// <summary>Records the response, to be committed with the effect.</summary>
    /// <exception cref="CommandConflictException">The id was used with another payload, or has a response already.</exception>
    ValueTask RecordAsync(TenantTransaction transaction, string commandId, string payloadHash, string response, CancellationToken cancellationToken);
}
