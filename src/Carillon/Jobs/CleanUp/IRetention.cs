using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>Rows of one kind that have served and are kept only for a time, such as the ids of commands that a late retry may ask for.</summary>
/// <remarks>Register with <see cref="JobsBuilderExtensions.AddRetention{TRetention}"/>; the clean-up asks each in turn.</remarks>
public interface IRetention
{
    /// <summary>Deletes rows whose time is over, in one short transaction.</summary>
    /// <returns>How many were deleted: fewer than <paramref name="limit"/> when none is left.</returns>
    ValueTask<int> ForgetAsync(TenantId tenant, int limit, CancellationToken cancellationToken);
}
