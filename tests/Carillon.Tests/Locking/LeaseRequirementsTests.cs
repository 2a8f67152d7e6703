using Carillon.Locking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Locking;

public sealed class LeaseRequirementsTests
{
    [Fact]
    public void Asking_for_more_than_the_leases_can_do_fails_at_start_and_says_what_is_missing()
    {
        var start = () => Start(LeaseCapabilities.CrossProcess, LeaseCapabilities.Fencing);
        var error = start.ShouldThrow<OptionsValidationException>();
        error.Message.ShouldContain("asks for leases that can do CrossProcess, Fencing; InProcessLeaseStore cannot do CrossProcess");
    }

    [Fact]
    public void Asking_for_what_the_leases_can_do_starts() =>
        Should.NotThrow(() => Start(LeaseCapabilities.Fencing, LeaseCapabilities.LostSignal));

    [Theory]
    [InlineData(299)]
    [InlineData(3_600_001)]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_lease_of_unfit_length_is_refused(long milliseconds)
    {
        using var leases = new LeaseProvider(new InProcessLeaseStore(TimeProvider.System), TimeProvider.System, NullLogger<LeaseProvider>.Instance);
        var options = new LeaseOptions { Length = Duration.FromMilliseconds(milliseconds) };
        var error = await Should.ThrowAsync<ArgumentOutOfRangeException>(
            () => leases.TryAcquireAsync(LockKey.Global("a"), options, TestContext.Current.CancellationToken).AsTask());
        error.Message.ShouldContain("Length");
    }

    private static void Start(params LeaseCapabilities[] needed)
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddCarillon(b => needed.ToList().ForEach(c => b.RequireLeases(c)));
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
    }
}
