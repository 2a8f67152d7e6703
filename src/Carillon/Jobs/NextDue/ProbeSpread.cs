using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Spreads first probes over an interval, the same way on every host.</summary>
public static class ProbeSpread
{
    private static readonly Guid Space = new("8f1c41f2-6d0a-4b0c-9d92-5a6a1c9c52d7");

    /// <summary>A share of the interval that follows from the names, from zero up to the whole.</summary>
    public static Duration Share(TenantId tenant, JobName work, Duration interval)
    {
        Span<byte> bytes = stackalloc byte[16];
        DeterministicGuid.Create(Space, tenant.Value, work.Value).TryWriteBytes(bytes);
        return interval * (BitConverter.ToUInt16(bytes) / 65536.0);
    }
}
