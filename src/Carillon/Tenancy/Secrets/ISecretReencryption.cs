namespace Carillon.Tenancy;

/// <summary>Moves stored secrets to the active key, so that older keys can be taken off the ring.</summary>
public interface ISecretReencryption
{
    /// <summary>
    /// Encrypts every secret that is under another key with the active one, tenant by tenant. It can be ended and begun again at any time: what is moved
    /// is not touched again. A secret that does not open is reported and left as it is.
    /// </summary>
    /// <param name="actor">Who asks, for the audit.</param>
    /// <param name="progress">Told of each connection; null for nobody.</param>
    /// <param name="cancellationToken">Ends it between two connections.</param>
    ValueTask<ReencryptionReport> RunAsync(string actor, IProgress<ReencryptionStep>? progress, CancellationToken cancellationToken);
}
